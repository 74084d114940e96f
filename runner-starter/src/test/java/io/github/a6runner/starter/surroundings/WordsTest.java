/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "a b", "it's", "''", "$HOME `x` \\", "a\nb", "*", "~", "{a,b}", ""})
  void ofShell_anyWord_isThatWordToAShell(String word) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + Words.ofShell(word)).start();

    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(word);
  }
}
