/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.file.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemporaryNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"x", "xy", "a6.sock", "apisix-123.sock", "ä"})
  void beside_anyPath_isKnownAgain(String name, @TempDir Path folder) throws IOException {
    try (LockFile lock = LockFile.acquire(folder.resolve("lock"), Duration.ZERO).orElseThrow()) {
      assertThat(TemporaryName.beside(folder.resolve(name), lock))
          .matches(TemporaryName::isOne, "is one");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".s.PGSQL.5432", ".X11-unix", ".abcdefghijkl", "ab", "a.", "A", "/"})
  void isOne_nameOfAnotherForm_isNot(String name) {
    assertThat(TemporaryName.isOne(Path.of(name))).isFalse();
  }
}
