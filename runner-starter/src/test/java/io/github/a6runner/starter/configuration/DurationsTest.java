/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.setting.DurationText;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "1h,PT1H", "0s,PT0S", "1500ms,PT1.5S"})
  void parse_numberWithUnit_isThatLong(String text, Duration expected) {
    assertThat(Durations.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "-1s", "1.5s", "30 s", "30S", "1d", "9999999999999s"})
  void parse_anythingElse_isNone(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0ms", "500ms", "1500ms", "30s", "90s", "5m", "1h", "25h"})
  void parse_whatIsWritten_isTheSame(String text) {
    assertThat(Durations.parse(text).map(DurationText::of)).contains(text);
  }
}
