/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultInjectionTest {
  private static final double BELOW_ONE = Math.nextDown(1.0);
  private volatile double drawn;

  @AutoClose private final FilterTester tester = FilterTester.of(new FaultInjection(() -> drawn));

  @Test
  void request_stopped_hasStatusAndBody() {
    assertThat(tester.request(r -> r.conf("{\"http_status\": 503, \"body\": \"out\"}")))
        .stops()
        .hasStatus(503)
        .hasBody("out");
  }

  @Test
  void request_noPercentage_isAlwaysStopped() {
    drawn = BELOW_ONE;
    assertThat(tester.request(r -> r.conf("{\"http_status\": 200}")))
        .stops()
        .hasStatus(200)
        .hasNoBody();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, false",
    "100, 0.9999999999999999, true",
    "25, 0.2499, true",
    "25, 0.25, false",
    "0.5, 0.0049, true",
    "0.5, 0.005, false"
  })
  void request_percentage_isTheShareThatIsStopped(
      String percentage, double number, boolean stopped) {
    drawn = number;
    RequestOutcome outcome =
        tester.request(r -> r.conf("{\"http_status\": 599, \"percentage\": " + percentage + "}"));
    assertThat(outcome.stopped()).isEqualTo(stopped);
    assertThat(outcome.proceeded()).isNotEqualTo(stopped);
  }

  @Test
  void random_ofTheRunner_isDrawnForEachRequest() {
    try (FilterTester real = FilterTester.of(new FaultInjection())) {
      long stopped = 0;
      for (int i = 0; i < 200; i++) {
        String conf = "{\"http_status\": 500, \"percentage\": 50}";
        stopped += real.request(r -> r.conf(conf)).stopped() ? 1 : 0;
      }
      // Outside of this once in 10^16 runs.
      assertThat(stopped).isBetween(40L, 160L);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|$.http_status",
        "{\"http_status\": 199}|$.http_status",
        "{\"http_status\": 600}|$.http_status",
        "{\"http_status\": 500.5}|$.http_status",
        "{\"http_status\": \"500\"}|$.http_status",
        "{\"http_status\": 500, \"percentage\": -1}|$.percentage",
        "{\"http_status\": 500, \"percentage\": 100.5}|$.percentage",
        "{\"http_status\": 500, \"delay\": 1}|$.delay"
      })
  void conf_malformed_isRefused(String conf, String place) {
    assertThat(tester.request(r -> r.conf(conf)))
        .fails()
        .refusesConf(place)
        .hasReasonContaining("(expected: ");
  }
}
