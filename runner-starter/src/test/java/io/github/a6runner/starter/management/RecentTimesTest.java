/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTimesTest {
  private static final long SECOND = 1_000_000_000L;

  private final RecentTimes times = new RecentTimes();

  @Test
  void summary_ofNothing_isNothing() {
    assertThat(times.summary()).isEqualTo(new RecentTimes.Summary(0, 0, 0));
  }

  @Test
  void summary_ofAHundred_hasTheirMeanAndTheLastButOne() {
    for (int i = 1; i <= 100; i++) {
      times.add(i * SECOND);
    }

    assertThat(times.summary()).isEqualTo(new RecentTimes.Summary(100, 50.5, 99));
  }

  @Test
  void summary_ofMoreThanAreKept_isThatOfTheLastOnes() {
    for (int i = 0; i < 1000; i++) {
      times.add(i < 700 ? 100 * SECOND : SECOND);
    }

    assertThat(times.summary()).isEqualTo(new RecentTimes.Summary(1000, 1, 1));
  }
}
