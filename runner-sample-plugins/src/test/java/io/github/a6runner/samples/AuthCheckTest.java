/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.testkit.FilterTester;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthCheckTest {
  private static final String API_KEY = "{\"header\": \"X-Api-Key\"}";

  @AutoClose private static final FilterTester tester = FilterTester.of(new AuthCheck());

  @Test
  void request_withTheHeader_proceeds() {
    assertThat(tester.request(r -> r.header("Authorization", "Basic x"))).proceeds();
    assertThat(tester.request(r -> r.conf(API_KEY).header("x-api-key", "k"))).proceeds();
  }

  @Test
  void request_withoutTheHeader_isStopped() {
    assertThat(tester.request(r -> {})).stops().hasStatus(401);
    assertThat(tester.request(r -> r.conf(API_KEY).header("Authorization", "x")))
        .stops()
        .hasStatus(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void request_blankHeader_isStopped(String value) {
    assertThat(tester.request(r -> r.header("Authorization", value))).stops().hasStatus(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"header\": \"\"}|$",
        "{\"header\": \"X Y\"}|$",
        "{\"header\": 1}|$.header",
        "{\"headers\": \"x\"}|$.headers"
      })
  void conf_malformed_isRefused(String conf, String place) {
    assertThat(tester.request(r -> r.conf(conf)))
        .fails()
        .refusesConf(place)
        .hasReasonContaining("(expected: ");
  }
}
