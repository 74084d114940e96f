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

class SayTest {
  @AutoClose private static final FilterTester tester = FilterTester.of(new Say());

  @Test
  void request_body_isAnswered() {
    assertThat(tester.request(r -> r.conf("{\"body\": \"grüße\"}")))
        .stops()
        .hasStatus(200)
        .hasHeader("X-Resp-A6-Runner", "Java")
        .hasBody("grüße");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"body\": \"\"}", "{\"body\": null}"})
  void request_noBody_proceeds(String conf) {
    assertThat(tester.request(r -> r.conf(conf))).proceeds().isUnchanged();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{\"body\": 1}|$.body", "{\"text\": \"x\"}|$.text", "[]|$", "nothing|$"})
  void conf_malformed_isRefused(String conf, String place) {
    assertThat(tester.request(r -> r.conf(conf)))
        .fails()
        .refusesConf(place)
        .hasReasonContaining("(expected: ");
  }
}
