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
  void isStill_nothingIsReadInTenLooksASecondApart_is() {
    assertThat(unread.isStill(START, 1000, false)).isFalse();
    for (int i = 1; i < Unread.LOOKS; i++) {
      assertThat(unread.isStill(START + i * Unread.LOOK_NANOS, 1000, false)).isFalse();
    }

    assertThat(unread.isStill(START + Unread.LOOKS * Unread.LOOK_NANOS, 1000, false)).isTrue();
  }

  @Test
  void isStill_looksThatFollowEachOtherAtOnce_countAsOne() {
    assertThat(unread.isStill(START, 1000, false)).isFalse();
    long later = START + 100 * Unread.LOOK_NANOS;

    for (int i = 0; i < 2 * Unread.LOOKS; i++) {
      assertThat(unread.isStill(later + i, 1000, false)).isFalse();
    }
  }

  @Test
  void isStill_aLittleIsReadEachTime_isNot() {
    for (int i = 0; i < 100; i++) {
      assertThat(unread.isStill(START + i * Unread.LOOK_NANOS, 1000 - i, false)).isFalse();
    }
  }

  @Test
  void isStill_allWasRead_beginsAnew() {
    long now = START;
    for (int i = 0; i < Unread.LOOKS; i++) {
      assertThat(unread.isStill(now += Unread.LOOK_NANOS, 1000, false)).isFalse();
    }

    assertThat(unread.isStill(now += Unread.LOOK_NANOS, 0, false)).isFalse();

    assertThat(unread.isStill(now += Unread.LOOK_NANOS, 1000, false)).isFalse();
    assertThat(unread.isStill(now + Unread.LOOK_NANOS, 1000, false)).isFalse();
  }

  @Test
  void isStill_whileAnAnswerIsOwed_isOnlyAfterTenMinutes() {
    long now = START;
    for (int i = 0; i < Unread.LOOKS_OWED; i++) {
      assertThat(unread.isStill(now += Unread.LOOK_NANOS, 1000, true)).isFalse();
    }
    assertThat(unread.isStill(now += Unread.LOOK_NANOS, 1000, true)).isTrue();

    assertThat(unread.isStill(now + Unread.LOOK_NANOS, 1000, false)).as("it has come").isFalse();
  }

  @Test
  void isStill_anotherReplyAsLargeAsTheOneThatWasRead_beginsAnew() {
    long now = START;
    for (int i = 0; i < 3 * Unread.LOOKS; i++) {
      assertThat(unread.isStill(now += Unread.LOOK_NANOS, 1000, false)).isFalse();
      unread.read();
    }
  }
}
