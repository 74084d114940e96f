/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plays to each target what a fuzzer has found worth keeping. What hangs is given up. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class FuzzCorpusTest {

  private static final Path FOLDER = Path.of("src/test/resources/fuzz");

  @ParameterizedTest
  @EnumSource
  void check_everyKeptInput_isDealtWith(FuzzTarget target) throws IOException {
    List<Path> files = files(target);
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      byte[] input = Files.readAllBytes(file);
      assertThatCode(() -> target.check(input)).as(file.toString()).doesNotThrowAnyException();
    }
  }

  /** Keeps the corpus from being one of refusals alone. */
  @ParameterizedTest
  @EnumSource
  void check_keptInputs_areSomeMessagesAndSomeNone(FuzzTarget target) throws IOException {
    List<Boolean> outcomes = new ArrayList<>();
    for (Path file : files(target)) {
      outcomes.add(target.check(Files.readAllBytes(file)));
    }
    assertThat(outcomes).contains(true, false);
  }

  private static List<Path> files(FuzzTarget target) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(target.folder()))) {
      return files.sorted().toList();
    }
  }
}
