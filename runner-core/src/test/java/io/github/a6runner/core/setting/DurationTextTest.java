/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0ms",
    "PT0.5S, 500ms",
    "PT1.5S, 1500ms",
    "PT30S, 30s",
    "PT90S, 90s",
    "PT5M, 5m",
    "PT1H, 1h",
    "PT25H, 25h",
    "PT-1S, -1s",
    "PT-0.5S, -500ms",
  })
  void of_aDuration_isInTheLargestUnitThatHoldsIt(Duration duration, String expected) {
    assertThat(DurationText.of(duration)).isEqualTo(expected);
  }

  @Test
  void of_theLongestOfWholeSeconds_isWritten() {
    assertThat(DurationText.of(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE + "s");
  }
}
