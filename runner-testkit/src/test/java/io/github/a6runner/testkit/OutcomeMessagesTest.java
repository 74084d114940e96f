/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.a6runner.api.Decision;
import io.github.a6runner.testkit.TextFilter.OnRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A failing assertion tells the whole story of the call. */
class OutcomeMessagesTest {
  private static final OnRequest CHANGE =
      (call, conf) -> {
        call.path("/new");
        call.headers().set("X-User", conf);
        call.headers().remove("Cookie");
        call.args().set("q", "2");
        call.responseHeaders().set("X-Resp", "r");
        call.replaceBody("the new body");
        return Decision.proceed();
      };

  @AutoClose
  private final FilterTester tester =
      FilterTester.of(
          TextFilter.onRequest("change", CHANGE),
          TextFilter.onRequest("deny", (call, conf) -> Decision.stop(401).body("go away")),
          TextFilter.onRequest(
              "broken",
              (call, conf) -> {
                call.headers().set("X-Half", "done");
                throw new IllegalStateException("broken");
              }));

  @Test
  void stoppedRequest_expectedToProceed_showsAllOfIt() {
    RequestOutcome outcome =
        tester.request(
            r ->
                r.conf("change", "jack")
                    .conf("deny", "{}")
                    .conf("broken", "{}")
                    .path("/old")
                    .arg("q", "1")
                    .header("Cookie", "c")
                    .body("the old body"));
    assertThat(message(() -> assertThat(outcome).proceeds()))
        .startsWith("request: does not go on (expected: proceeded)\n\nstopped with 401\n")
        .contains("the call\n  GET /old\n    ? q = 1\n    cookie: c\n    content-length: 12\n")
        .contains("\n\n  the old body\n")
        .containsPattern(
            "the filters\n  change jack: proceeded, in \\d+ ms\n    path: /old -> /new")
        .contains("    - argument q = 1\n    + argument q = 2\n")
        .contains("    - header cookie: c\n    + header X-User: jack\n")
        .contains("    + header of the response to come X-Resp: r\n    body: the new body\n")
        .containsPattern(
            "  deny \\{\\}: stopped with 401, in \\d+ ms\n  broken \\{\\}: was not asked")
        .contains("the runner's reply\n  HTTP_REQ_CALL, Stop\n    status: 401\n")
        .endsWith("what the client gets\n  401\n    x-resp: r\n\n  go away");
  }

  @Test
  void proceededRequest_withAnotherHeader_showsBothAndTheRest() {
    RequestOutcome outcome = tester.request(r -> r.conf("change", "jack"));
    assertThat(message(() -> assertThat(outcome).proceeds().hasHeader("x-user", "jill")))
        .startsWith("header x-user: [jack] (expected: [jill])\n\nproceeded\n")
        .contains("HTTP_REQ_CALL, Rewrite\n    path: /new\n    header X-User: jack\n")
        .contains("    argument q: 2\n    response header X-Resp: r\n    body: the new body\n")
        .contains("what the upstream gets\n  GET /new\n    ? q = 2\n")
        .endsWith("and in the response to come\n    x-resp: r");
  }

  @Test
  void failedRequest_expectedToStop_showsWhatTheFilterHadDone() {
    RequestOutcome outcome = tester.request(r -> r.conf("broken", "{}"));
    assertThat(message(() -> assertThat(outcome).as("the lock").stops()))
        .startsWith(
            "[the lock] request: not stopped (expected: stopped)\n\nfailed: filter broken: ")
        .containsPattern("broken \\{\\}: failed with java.lang.IllegalStateException: broken, in ")
        .contains("    + header X-Half: done\n")
        .endsWith("the runner's reply\n  ERROR SERVICE_UNAVAILABLE\nwhat the client gets\n  503");
  }

  @Test
  void part_ofADescribedOutcome_isDescribedToo() {
    RequestOutcome outcome = tester.request(r -> r.conf("deny", "{}"));
    assertThat(message(() -> assertThat(outcome).as("the lock").stops().hasStatus(403)))
        .startsWith("[the lock] status: 401 (expected: 403)\n");
  }

  @Test
  void response_withAnotherStatus_showsWhatItWas() {
    try (FilterTester responses =
        FilterTester.of(TextFilter.onResponse("f", (call, conf) -> call.status(404)))) {
      ResponseOutcome outcome = responses.response(r -> r.body("b"));
      assertThat(message(() -> assertThat(outcome).proceeds().hasStatus(200)))
          .startsWith("status: 404 (expected: 200)\n\npassed on\nthe call\n  200\n")
          .contains("    status: 200 -> 404\n", "HTTP_RESP_CALL\n    status: 404\n");
      assertThat(message(() -> assertThat(outcome).fails()))
          .startsWith("response: did not fail (expected: failed)\n");
    }
  }

  private static String message(ThrowingCallable assertion) {
    return String.valueOf(catchThrowableOfType(AssertionError.class, assertion).getMessage());
  }
}
