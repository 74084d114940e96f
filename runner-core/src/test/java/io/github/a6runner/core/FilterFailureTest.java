/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a call whose filter fails it, in both phases and under both policies. */
class FilterFailureTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Filter<String> marksRequests =
      Filters.request(
          "marks",
          (call, conf) -> {
            call.headers().set("X-Seen", call.path() + call.headers().first("X-Bad").orElse(""));
            return Decision.proceed();
          });

  private final Filter<String> marksResponses =
      Filters.response("marks", (call, conf) -> call.headers().set("X-Seen", "" + call.status()));

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.a6runner.core.FailingFilters#ofRequests")
  void requestFilter_thatFails_deniesTheCall(String what, Filter<String> bad) {
    runner.start(bad, marksRequests);
    TestClient client = runner.connect();
    long token = client.prepare("bad", "", "marks", "");

    assertThat(client.ask(Calls.request(5, token))).as(what).isEqualTo(TestClient.UNAVAILABLE);

    client.assertUsable();
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("filter bad failed call 5 in the request phase", "denied");
    assertThat(log.thrown()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.a6runner.core.FailingFilters#ofRequests")
  void requestFilter_thatFailsAndMayBeSkipped_leavesNoTrace(String what, Filter<String> bad) {
    runner.startSkipping(bad, marksRequests);
    TestClient client = runner.connect();
    long token = client.prepare("bad", "", "marks", "");

    assertThat(client.request(5, token)).as(what).isEqualTo(Calls.rewriteHeaders("X-Seen", "/a/b"));

    client.assertUsable();
    assertThat(log.messages()).singleElement().asString().contains("filter bad", "call 5", "skip");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.a6runner.core.FailingFilters#ofResponses")
  void responseFilter_thatFails_replacesTheResponse(String what, Filter<String> bad) {
    runner.start(bad, marksResponses);
    TestClient client = runner.connect();
    long token = client.prepare("bad", "", "marks", "");

    assertThat(client.ask(Calls.response(5, token, "a", "1")))
        .as(what)
        .isEqualTo(Calls.deniedResponse(5));

    client.assertUsable();
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("filter bad failed call 5 in the response phase", "denied");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.a6runner.core.FailingFilters#ofResponses")
  void responseFilter_thatFailsAndMayBeSkipped_leavesNoTrace(String what, Filter<String> bad) {
    runner.startSkipping(bad, marksResponses);
    TestClient client = runner.connect();
    long token = client.prepare("bad", "", "marks", "");

    assertThat(client.response(5, token, "a", "1"))
        .as(what)
        .isEqualTo(new HttpRespReply(5, 0, Calls.entries("a", "1", "X-Seen", "200"), Bytes.EMPTY));

    client.assertUsable();
  }
}
