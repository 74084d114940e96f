/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {
  /** One character of people, two of Java. */
  private static final String SMILE = "\uD83D\uDE00";

  @Test
  void limited_textThatIsTooLong_endsInDots() {
    assertThat(LogText.limited("", 1)).isEmpty();
    assertThat(LogText.limited("abc", 3)).isEqualTo("abc");
    assertThat(LogText.limited("abcd", 3)).isEqualTo("abc...");
  }

  @Test
  void limited_inAPairOfSurrogates_leavesItOut() {
    assertThat(LogText.limited("a" + SMILE + "b", 2)).isEqualTo("a...");
    assertThat(LogText.limited("a" + SMILE + "b", 3)).isEqualTo("a" + SMILE + "...");
    assertThat(LogText.limited(SMILE + SMILE, 2)).isEqualTo(SMILE + "...");
    assertThat(LogText.limited(SMILE, 1)).isEqualTo("...");
  }

  @Test
  void of_textWithControlCharacters_staysOnItsLineAndShort() {
    assertThat(LogText.of("a\r\nb\u0085")).isEqualTo("a??b?");
    assertThat(LogText.of("x".repeat(127) + SMILE)).isEqualTo("x".repeat(127) + "...");
  }
}
