/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Those of the command line are in {@link A6RunnerTest}. */
class MistakesTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new NoSuchFileException("/a"), "/a: no such file or folder"),
        arguments(new AccessDeniedException("/a"), "/a: permission denied"),
        arguments(new FileSystemException("/a", null, "disk full"), "/a: disk full"),
        arguments(new IOException("mvn: not found (expected: x)"), "mvn: not found (expected: x)"),
        arguments(new IOException(), "java.io.IOException"),
        arguments(new UnknownHostException("h"), "java.net.UnknownHostException: h"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void of_failure_saysWhatIsWrong(IOException failure, String said) {
    assertThat(Mistakes.of(failure)).isEqualTo(said);
  }
}
