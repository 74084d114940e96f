/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadProgressTest {
  private static final long START = Long.MAX_VALUE - 3; // a clock may begin anywhere

  private final ReadProgress progress = new ReadProgress();

  @Test
  void isStalled_nothingIsReadInTenLooksASecondApart_is() {
    assertThat(progress.isStalled(START, 1000, false)).isFalse();
    for (int i = 1; i < ReadProgress.LOOKS; i++) {
      assertThat(progress.isStalled(START + i * ReadProgress.LOOK_NANOS, 1000, false)).isFalse();
    }

    assertThat(
            progress.isStalled(START + ReadProgress.LOOKS * ReadProgress.LOOK_NANOS, 1000, false))
        .isTrue();
  }

  @Test
  void isStalled_looksThatFollowEachOtherAtOnce_countAsOne() {
    assertThat(progress.isStalled(START, 1000, false)).isFalse();
    long later = START + 100 * ReadProgress.LOOK_NANOS;

    for (int i = 0; i < 2 * ReadProgress.LOOKS; i++) {
      assertThat(progress.isStalled(later + i, 1000, false)).isFalse();
    }
  }

  @Test
  void isStalled_aLittleIsReadEachTime_isNot() {
    for (int i = 0; i < 100; i++) {
      assertThat(progress.isStalled(START + i * ReadProgress.LOOK_NANOS, 1000 - i, false))
          .isFalse();
    }
  }

  @Test
  void isStalled_allWasRead_beginsAnew() {
    long now = START;
    for (int i = 0; i < ReadProgress.LOOKS; i++) {
      assertThat(progress.isStalled(now += ReadProgress.LOOK_NANOS, 1000, false)).isFalse();
    }

    assertThat(progress.isStalled(now += ReadProgress.LOOK_NANOS, 0, false)).isFalse();

    assertThat(progress.isStalled(now += ReadProgress.LOOK_NANOS, 1000, false)).isFalse();
    assertThat(progress.isStalled(now + ReadProgress.LOOK_NANOS, 1000, false)).isFalse();
  }

  @Test
  void isStalled_whileAnAnswerIsOwed_isOnlyAfterTenMinutes() {
    long now = START;
    for (int i = 0; i < ReadProgress.LOOKS_OWED; i++) {
      assertThat(progress.isStalled(now += ReadProgress.LOOK_NANOS, 1000, true)).isFalse();
    }
    assertThat(progress.isStalled(now += ReadProgress.LOOK_NANOS, 1000, true)).isTrue();

    assertThat(progress.isStalled(now + ReadProgress.LOOK_NANOS, 1000, false))
        .as("it has come")
        .isFalse();
  }

  @Test
  void problem_saysForHowLongNothingWasRead() {
    long now = START;
    for (int i = 0; i < ReadProgress.LOOKS; i++) {
      assertThat(progress.problem(now += ReadProgress.LOOK_NANOS, 1000, false)).isNull();
    }
    assertThat(progress.problem(now += ReadProgress.LOOK_NANOS, 1000, false)).contains("in 10 s)");

    for (int i = 0; i < ReadProgress.LOOKS_OWED; i++) {
      assertThat(progress.problem(now += ReadProgress.LOOK_NANOS, 1000, true)).isNull();
    }
    assertThat(progress.problem(now += ReadProgress.LOOK_NANOS, 1000, true)).contains("in 600 s)");
  }

  @Test
  void isStalled_anotherReplyAsLargeAsTheOneThatWasRead_beginsAnew() {
    long now = START;
    for (int i = 0; i < 3 * ReadProgress.LOOKS; i++) {
      assertThat(progress.isStalled(now += ReadProgress.LOOK_NANOS, 1000, false)).isFalse();
      progress.allRead();
    }
  }
}
