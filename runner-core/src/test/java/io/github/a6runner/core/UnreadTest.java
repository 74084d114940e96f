/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnreadTest {
  private static final long START = Long.MAX_VALUE - 3; // a clock may begin anywhere

  private final Unread unread = new Unread();

  @Test
  void problem_nothingIsRead_isToldAfterTenSeconds() {
    assertThat(unread.problem(START, 1000)).isNull();
    assertThat(unread.problem(START + Unread.STILL_NANOS - 1, 1000)).isNull();

    assertThat(unread.problem(START + Unread.STILL_NANOS, 1000)).contains("is not read on");
  }

  @Test
  void problem_aLittleIsReadEachTime_isNone() {
    for (int i = 0; i < 100; i++) {
      assertThat(unread.problem(START + i * (Unread.STILL_NANOS - 1), 1000 - i)).isNull();
    }
  }

  @Test
  void problem_allWasRead_beginsAnew() {
    assertThat(unread.problem(START, 1000)).isNull();
    assertThat(unread.problem(START + 2 * Unread.STILL_NANOS, 0)).isNull();

    assertThat(unread.problem(START + 5 * Unread.STILL_NANOS, 0)).isNull();
    assertThat(unread.problem(START + 6 * Unread.STILL_NANOS, 1000)).isNull();
    assertThat(unread.problem(START + 7 * Unread.STILL_NANOS, 1000)).isNotNull();
  }
}
