/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import io.github.a6runner.testkit.TestRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthFilterTest {
  private static final String TOKENS = "{\"token_required\": true, \"tokens\": [\"a\", \"b\"]}";
  private static final String ANY = "{\"token_required\": true}";

  @AutoClose private static final FilterTester tester = FilterTester.of(new AuthFilter());

  @ParameterizedTest
  @ValueSource(strings = {"Bearer a", "Bearer b", "bearer a", "BEARER a", "Bearer   a"})
  void request_knownToken_proceeds(String authorization) {
    assertThat(ask(TOKENS, authorization)).proceeds();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer c", "Bearer A", "Bearer ab", "Bearer ", "Bearer", "Basic a", "a", ""})
  void request_otherToken_isStopped(String authorization) {
    assertDenied(ask(TOKENS, authorization));
  }

  @Test
  void request_noAuthorization_isStopped() {
    assertDenied(tester.request(r -> r.conf(TOKENS)));
    assertDenied(tester.request(r -> r.conf(ANY)));
  }

  @Test
  void request_noTokensConfigured_anyTokenProceeds() {
    assertThat(ask(ANY, "Bearer whatever")).proceeds();
    assertDenied(ask(ANY, "Bearer  "));
    assertDenied(ask(ANY, "Basic d2hhdGV2ZXI="));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void request_emptyListOfTokens_isAlwaysStopped(boolean required) {
    String none = "{\"token_required\": " + required + ", \"tokens\": []}";
    assertDenied(ask(none, "Bearer a"));
    assertDenied(ask(none, "Bearer"));
    assertDenied(tester.request(r -> r.conf(none)));
  }

  @Test
  void request_noTokenRequired_proceedsUnlessATokenIsWrong() {
    String optional = "{\"token_required\": false, \"tokens\": [\"a\"]}";
    assertThat(tester.request(r -> r.conf(optional))).proceeds();
    assertThat(ask(optional, "Bearer a")).proceeds();
    assertDenied(ask(optional, "Bearer b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic x", "Bearer\ta", "Bearer\tforged", "Bearer", "a", ""})
  void request_noTokenRequiredAndAnotherAuthorization_isStopped(String authorization) {
    assertDenied(ask("{\"token_required\": false, \"tokens\": [\"a\"]}", authorization));
    assertDenied(ask("{\"token_required\": false}", authorization));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void request_secondAuthorization_isStopped(boolean required) {
    String conf = "{\"token_required\": " + required + ", \"tokens\": [\"a\"]}";
    assertDenied(
        tester.request(
            r ->
                r.conf(conf)
                    .header("Authorization", "Bearer a")
                    .header("Authorization", "Bearer forged")));
  }

  @Test
  void request_asManyHeadersAsApisixHandsOver_isNotTakenForOneWithoutAToken() {
    String optional = "{\"token_required\": false}";
    assertThat(tester.request(r -> fill(r.conf(optional), 99))).proceeds();
    assertThat(tester.request(r -> fill(r.conf(optional), 100))).stops().hasStatus(431);
    assertThat(tester.request(r -> fill(r.conf(optional), 100).header("Authorization", "Basic x")))
        .stops();
    assertDenied(tester.request(r -> fill(r.conf(TOKENS), 100)));
    assertThat(tester.request(r -> fill(r.conf(TOKENS).header("Authorization", "Bearer a"), 98)))
        .proceeds();
  }

  /** The upstream might take the second one, which nobody has looked at. */
  @Test
  void request_secondAuthorizationBehindWhatApisixHandsOver_isStopped() {
    assertThat(
            tester.request(
                r ->
                    fill(r.conf(TOKENS).header("Authorization", "Bearer a"), 99)
                        .header("Authorization", "Bearer forged")))
        .stops()
        .hasStatus(431);
  }

  @Test
  void conf_withoutTokens_isWarnedOfOnce() {
    try (LogLines log = new LogLines(AuthFilter.class);
        FilterTester fresh = FilterTester.of(new AuthFilter())) {
      fresh.request(r -> r.conf(TOKENS));
      assertThat(log.lines()).isEmpty();
      fresh.request(r -> r.conf(ANY));
      fresh.request(r -> r.conf(ANY));
      assertThat(log.lines()).singleElement().asString().startsWith("WARN ").contains("tokens");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|$.token_required",
        "{\"token_required\": null}|$.token_required",
        "{\"token_required\": \"true\"}|$.token_required",
        "{\"token_required\": true, \"tokens\": \"s3cret\"}|$.tokens",
        "{\"token_required\": true, \"tokens\": [1]}|$.tokens",
        "{\"token_required\": true, \"token\": [\"s3cret\"]}|$.token:"
      })
  void conf_malformed_isRefusedWithoutATokenInTheMessage(String conf, String place) {
    RequestOutcome outcome = tester.request(r -> r.conf(conf));
    assertThat(outcome).fails().refusesConf(place).hasReasonContaining("(expected: ");
    assertThat(outcome.failure().reason()).doesNotContain("s3cret");
  }

  private static RequestOutcome ask(String conf, String authorization) {
    return tester.request(r -> r.conf(conf).header("Authorization", authorization));
  }

  private static TestRequest fill(TestRequest request, int headers) {
    for (int i = 0; i < headers; i++) {
      request.header("X-Filler-" + i, "f");
    }
    return request;
  }

  private static void assertDenied(RequestOutcome outcome) {
    assertThat(outcome).stops().hasStatus(401).hasHeader("WWW-Authenticate", "Bearer");
  }
}
