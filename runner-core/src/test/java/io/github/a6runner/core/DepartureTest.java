/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepartureTest {
  private static final long LONG = TimeUnit.HOURS.toNanos(1);

  @ParameterizedTest
  @CsvSource({
    "STAYS,       false, false, false",
    "WHEN_QUIET,  false, true,  false",
    "AFTER_REPLY, false, false, true",
    "WHEN_IDLE,   true,  true,  true"
  })
  void departure_closes_whatItSays(
      Departure how, boolean usedJustNow, boolean usedLongAgo, boolean behindReply) {
    assertThat(how.closesIdle(0)).isEqualTo(usedJustNow);
    assertThat(how.closesIdle(LONG)).isEqualTo(usedLongAgo);
    assertThat(how.closesBehindReply()).isEqualTo(behindReply);
  }

  @Test
  void whenQuiet_connectionUsedInTheLastMilliseconds_isNotClosed() {
    assertThat(Departure.WHEN_QUIET.closesIdle(TimeUnit.MILLISECONDS.toNanos(5) - 1)).isFalse();
    assertThat(Departure.WHEN_QUIET.closesIdle(TimeUnit.MILLISECONDS.toNanos(5))).isTrue();
  }
}
