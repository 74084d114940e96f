/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Call;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.TraceParent;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

/** What a filter logs during a call can be told from what it logs during all others. */
class CallLogTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";
  private static final Map<String, String> LABELS =
      Map.of(
          "call", "5",
          "request_id", "abc-1",
          "trace_id", TRACE,
          "span_id", SPAN,
          "route", "r1",
          "phase", "request",
          "filter", "f",
          "plugin", "class path");

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final ConcurrentLinkedQueue<Optional<Map<String, String>>> seen =
      new ConcurrentLinkedQueue<>();

  @Test
  void labels_inABlockingFilter_nameTheCall() {
    runner.start(Filters.request("f", (call, conf) -> look()));
    call(headers("x-request-id", "abc-1", "traceparent", PARENT));

    assertThat(seen).containsExactly(Optional.of(LABELS));
  }

  @Test
  void labels_inANonBlockingFilter_nameTheCall() {
    runner.start(Filters.quickRequest("f", Needs.none(), (call, conf) -> look()));
    call(headers("X-Request-Id", "abc-1", "Traceparent", PARENT));

    assertThat(seen).containsExactly(Optional.of(LABELS));
  }

  @Test
  void labels_afterAnAnswerOfTheGateway_areThoseOfTheCall() {
    runner.start(
        Filters.asyncRequest(
            "f", (call, conf) -> call.variableAsync("uri").thenApply(value -> look())));
    TestClient client = runner.connect();
    client.send(request(client, headers("x-request-id", "abc-1", "traceparent", PARENT)));
    client.receiveQuestion();
    client.ask(Calls.info("/x"));

    assertThat(seen).containsExactly(Optional.of(LABELS));
  }

  @Test
  void labels_ofHeadersThatNobodyShouldTrust_areLeftOut() {
    runner.start(Filters.request("f", (call, conf) -> look()));
    call(headers("x-request-id", "a\nERROR forged", "traceparent", "00-" + TRACE));
    call(headers("x-request-id", "x".repeat(129)));

    assertThat(seen)
        .allSatisfy(
            labels ->
                assertThat(labels.orElseThrow())
                    .containsOnlyKeys("call", "route", "phase", "filter", "plugin"))
        .hasSize(2);
  }

  @Test
  void labels_ofAFailureThatTheRunnerLogs_nameTheCall() throws Exception {
    runner.start(
        Filters.request(
            "f",
            (call, conf) -> {
              throw new IllegalStateException("no");
            }));
    call(headers("x-request-id", "abc-1", "traceparent", PARENT));

    log.await("filter f failed");
    assertThat(log.labels()).containsExactly(LABELS);
  }

  @Test
  void requestId_andTrace_reachFiltersAsTheyArrived() {
    assertThat(told(call -> call.requestId() + " " + call.traceParent()))
        .isEqualTo(
            Calls.stop(
                200, Optional.of("abc-1") + " " + Optional.of(new TraceParent(TRACE, SPAN, 1))));
  }

  @Test
  void requestId_ofAResponse_isThatOfItsHeaders() {
    runner.start(
        Filters.response(
            "f", (call, conf) -> call.headers().set("X-Told", call.requestId().orElse("none"))));
    TestClient client = runner.connect();
    long token = client.prepare("f", "");

    assertThat(client.response(5, token, "X-Request-Id", "abc-2").headers())
        .contains(TextEntry.of("X-Told", "abc-2"));
  }

  private RequestAction told(Function<Call, String> question) {
    runner.start(
        Filters.request("f", (call, conf) -> Decision.stop(200).body(question.apply(call))));
    TestClient client = runner.connect();
    HttpReqCall call = request(client, headers("x-request-id", "abc-1", "traceparent", PARENT));
    return TestClient.action(5, client.ask(call));
  }

  private void call(List<TextEntry> headers) {
    TestClient client = runner.connect();
    client.ask(request(client, headers));
  }

  private static HttpReqCall request(TestClient client, List<TextEntry> headers) {
    long token = client.prepareKey("route#r1#ext-plugin-pre-req#17", "f", "");
    return Calls.request(5, token, List.of(), headers);
  }

  private static List<TextEntry> headers(String... namesAndValues) {
    return Calls.entries(namesAndValues);
  }

  private Decision look() {
    seen.add(Optional.ofNullable(MDC.getCopyOfContextMap()));
    return Decision.proceed();
  }
}
