/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.a6runner.core.socket.StartException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileFailureTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new NoSuchFileException("/a"), "/a: no such file or folder"),
        arguments(new AccessDeniedException("/a"), "/a: permission denied"),
        arguments(
            new FileAlreadyExistsException("/a"), "/a: there is something of that name already"),
        arguments(new NotDirectoryException("/a"), "/a: not a folder"),
        arguments(new DirectoryNotEmptyException("/a"), "/a: a folder that is not empty"),
        arguments(new NotLinkException("/a"), "java.nio.file.NotLinkException: /a"),
        arguments(new FileSystemException("/a", null, "disk full"), "/a: disk full"),
        arguments(new IOException("mvn: not found (expected: x)"), "mvn: not found (expected: x)"),
        arguments(new IOException(), "java.io.IOException"),
        arguments(new StartException("socket: x"), "socket: x"),
        arguments(new UnknownHostException("h"), "java.net.UnknownHostException: h"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void of_failure_saysWhatIsWrong(IOException failure, String said) {
    assertThat(FileFailure.of(failure)).isEqualTo(said);
  }
}
