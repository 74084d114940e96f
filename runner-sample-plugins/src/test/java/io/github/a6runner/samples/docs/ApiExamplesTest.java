/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Variables;
import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import io.github.a6runner.testkit.ResponseOutcome;
import org.junit.jupiter.api.Test;

/** The examples in the javadoc of the plugin API do what they seem to do. */
class ApiExamplesTest {
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void views_ofARequest_showAndTakeChanges() {
    try (FilterTester tester = FilterTester.of(new Views())) {
      RequestOutcome outcome =
          tester.request(
              r ->
                  r.conf("jo")
                      .arg("verbose")
                      .arg("debug", "1")
                      .header("Authorization", "Basic x")
                      .header("X-Forwarded-For", "10.0.0.1"));

      assertThat(outcome)
          .proceeds()
          .hasArg("lang", "en")
          .hasArg("tag", "a", "b")
          .hasNoArg("debug")
          .hasHeader("X-User", "jo")
          .hasNoHeader("Authorization")
          .hasHeader("X-Seen", "true Optional.empty [10.0.0.1] false");
    }
  }

  @Test
  void views_ofAResponse_takeRepeatedHeaders() {
    try (FilterTester tester = FilterTester.of(new Views())) {
      ResponseOutcome outcome = tester.response(r -> r.conf("jo").header("X-Powered-By", "x"));

      assertThat(outcome)
          .proceeds()
          .hasHeader("Set-Cookie", "a=1", "b=2")
          .hasNoHeader("X-Powered-By");
    }
  }

  @Test
  void questions_areAnswered() {
    try (FilterTester tester = FilterTester.of(new Questions())) {
      RequestOutcome outcome =
          tester.request(
              r ->
                  r.variable(Variables.CONSUMER_NAME, "jo")
                      .header("traceparent", TRACE)
                      .header("x-request-id", "7")
                      .body("four"));

      assertThat(outcome)
          .stops()
          .hasBody("Optional[jo] Optional.empty Body[4 bytes]")
          .hasHeader("X-Trace", TRACE)
          .hasHeader("X-Id", "7");
    }
  }

  @Test
  void mask_wordInTheBody_isHidden() {
    try (FilterTester tester = FilterTester.of(new Mask())) {
      assertThat(tester.response(r -> r.conf("{\"word\": \"b\"}").body("a b c")))
          .proceeds()
          .hasBody("a *** c");
    }
  }

  @Test
  void mask_bodyThatCannotBeRead_isLeft() {
    try (FilterTester tester = FilterTester.of(new Mask())) {
      ResponseOutcome outcome =
          tester.response(
              r -> r.conf("{\"word\": \"b\"}").header("Content-Encoding", "br").body("b"));

      assertThat(outcome).proceeds().hasBody("b").hasHeader("Content-Encoding", "br");
    }
  }

  @Test
  void setHeaders_thatCannotBeSent_areRefusedAhead() {
    try (FilterTester tester = FilterTester.of(new SetHeaders())) {
      assertThat(tester.request(r -> r.conf("{\"set\": {\"X-A\": \"1\"}}")))
          .proceeds()
          .hasHeader("X-A", "1");
      assertThat(tester.request(r -> r.conf("{\"set\": {\"X-A\": \"1\\n\"}}")))
          .fails()
          .refusesConf("$");
    }
  }

  @Test
  void between_theWrongWayRound_isRefused() {
    try (FilterTester tester = FilterTester.of(new Between())) {
      assertThat(tester.request(r -> r.conf("{\"least\": 2, \"most\": 1}")))
          .fails()
          .refusesConf("$.least: over $.most");
      assertThat(tester.request(r -> r.conf("{\"least\": 1, \"most\": 2}").body("123")))
          .stops()
          .hasStatus(400);
    }
  }
}
