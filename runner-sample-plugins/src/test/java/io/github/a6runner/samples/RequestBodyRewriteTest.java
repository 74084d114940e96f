/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.testkit.FilterTester;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyRewriteTest {
  @AutoClose private static final FilterTester tester = FilterTester.of(new RequestBodyRewrite());

  @ParameterizedTest
  @ValueSource(strings = {"", "the client's"})
  void request_anyBody_isReplaced(String body) {
    assertThat(tester.request(r -> r.conf("{\"new_body\": \"neu ü\"}").method("POST").body(body)))
        .proceeds()
        .hasBody("neu ü")
        .hasHeader("content-length", "6");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|$.new_body",
        "{\"new_body\": \"\"}|$.new_body: empty",
        "{\"new_body\": {}}|$.new_body",
        "{\"new_body\": \"x\", \"newBody\": \"x\"}|$.newBody"
      })
  void conf_malformed_isRefused(String conf, String place) {
    assertThat(tester.request(r -> r.conf(conf)))
        .fails()
        .refusesConf(place)
        .hasReasonContaining("(expected: ");
  }
}
