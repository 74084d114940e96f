/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepartureTest {
  private static final long LONG = TimeUnit.HOURS.toNanos(1);

  @ParameterizedTest
  @CsvSource({
    "STAYS,       false, false, false",
    "WHEN_UNUSED, false, true,  false",
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

  @ParameterizedTest
  @CsvSource({"WHEN_UNUSED, 50", "WHEN_QUIET, 5"})
  void departure_connectionUsedInTheLastMilliseconds_isNotClosed(Departure how, long millis) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);

    assertThat(how.closesIdle(nanos - 1)).isFalse();
    assertThat(how.closesIdle(nanos)).isTrue();
  }
}
