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
import io.github.a6runner.testkit.RunningCall;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
          .hasHeader("X-Flags", "verbose")
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

  @Test
  void annotated_fieldsThatFit_areBound() {
    try (FilterTester tester = FilterTester.of(new Annotated())) {
      RequestOutcome outcome =
          tester.request(
              r ->
                  r.conf(
                      """
                      {
                        "window": {"requests": 1, "seconds": 0.5},
                        "answer": {"status": 299},
                        "fallback": {"onError": "deny"},
                        "retry": {},
                        "client": {"remote-ip": "10.0.0.1"}
                      }
                      """));

      assertThat(outcome)
          .stops()
          .hasStatus(299)
          .hasBodyContaining("Window[requests=1, seconds=0.5]")
          .hasBodyContaining("Fallback[onError=deny]")
          .hasBodyContaining("Retry[times=3, on=[502, 503]]")
          .hasBodyContaining("Client[remoteIp=Optional[10.0.0.1]]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'window': {'requests': 0, 'seconds': 1}} | $.window.requests",
        "{'window': {'requests': 1, 'seconds': 0}} | $.window.seconds",
        "{'answer': {'status': 600}}               | $.answer.status",
        "{'fallback': {'onError': 'ignore'}}       | $.fallback.onError",
        "{'client': {'remoteIp': '10.0.0.1'}}      | $.client.remoteIp",
        "{'login': {'user': 'jo', 'passwords': 7}} | $.login.passwords"
      })
  void annotated_fieldThatDoesNotFit_isRefused(String conf, String place) {
    try (FilterTester tester = FilterTester.of(new Annotated())) {
      RequestOutcome outcome = tester.request(r -> r.conf(conf.replace('\'', '"')));

      assertThat(outcome).fails().refusesConf(place);
    }
  }

  @Test
  void turnstile_callIsOverBeforeItsBodyIsThere_givesItsPlaceBack() throws Exception {
    Semaphore places = new Semaphore(0);
    try (FilterTester tester = FilterTester.of(new Turnstile(places))) {
      RunningCall<RequestOutcome> call = tester.beginRequest(r -> r.conf("1").body("large"));
      tester.clock().advance(Duration.ofSeconds(30));
      assertThat(call.outcome()).fails().isOverdue();
      places.release();
      places.acquire(); // waits for the filter, which has the place until it is told
      places.release();
      assertThat(tester.request(r -> r.conf("1").body("large"))).stops().hasStatus(413);
    }
  }
}
