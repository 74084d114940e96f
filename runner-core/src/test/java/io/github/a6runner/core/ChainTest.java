/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.RequestAction.Rewrite;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several filters on one call. */
class ChainTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  /** Orders of the forms: blocking, needing a variable, quick, async at once, async later. */
  static Stream<List<String>> orders() {
    return Stream.of(
        List.of("b", "b", "b"),
        List.of("b", "q", "b"),
        List.of("q", "b", "q"),
        List.of("a", "l", "a"),
        List.of("l", "b", "n", "q"),
        List.of("b", "n", "b", "n"),
        List.of("q", "q", "l", "l", "b"),
        List.of("n", "a", "b", "l", "q", "n"));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void requestFilters_ofAllForms_runInTheOrderOfTheConf(List<String> order) {
    startRequestForms();
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare(conf(order))));

    assertThat(TestClient.action(5, answerQuestions(client, order)))
        .isEqualTo(Calls.rewriteHeaders("X-Path", trace(order)));
    client.assertUsable();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void responseFilters_ofAllForms_runInTheOrderOfTheConf(List<String> order) {
    startResponseForms();
    TestClient client = runner.connect();
    client.send(Calls.response(5, client.prepare(conf(order))));

    assertThat(answerQuestions(client, order))
        .isEqualTo(new HttpRespReply(5, 0, Calls.entries("X-Path", trace(order)), Bytes.EMPTY));
    client.assertUsable();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void stop_inAnyPlace_endsTheChain(List<String> order) {
    startRequestForms();
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare(conf(order, "stops"))));

    assertThat(TestClient.action(5, answerQuestions(client, order)))
        .isEqualTo(Calls.stop(403, trace(order), "X-Early", "1"));
    client.assertUsable();
  }

  @Test
  void changes_ofEarlierFilters_areSeenByLaterOnes() {
    runner.start(
        Filters.request(
            "changes",
            (call, conf) -> {
              call.path("/new");
              call.headers().set("X-A", "2");
              call.args().set("q", List.of("1", "2"));
              call.replaceBody("body");
              return Decision.proceed();
            }),
        Filters.quickRequest(
            "sees",
            Needs.none(),
            (call, conf) ->
                Decision.stop(200)
                    .body(
                        call.path()
                            + call.headers().all("x-a")
                            + call.args().all("q")
                            + call.body().text())));
    TestClient client = runner.connect();

    assertThat(client.request(5, client.prepare("changes", "", "sees", "")))
        .isEqualTo(Calls.stop(200, "/new[2][1, 2]body"));
  }

  @Test
  void changes_ofAllFilters_areInOneRewrite() {
    runner.start(
        Filters.request("path", (call, conf) -> path(call, "/new")),
        Filters.quickRequest(
            "arg",
            Needs.none(),
            (call, conf) -> {
              call.args().remove("a");
              return Decision.proceed();
            }));
    TestClient client = runner.connect();
    long token = client.prepare("path", "", "arg", "");

    assertThat(
            TestClient.action(
                0, client.ask(Calls.request(0, token, Calls.entries("a", "1"), List.of()))))
        .isEqualTo(
            new Rewrite(
                Optional.of(Text.of("/new")),
                List.of(),
                List.of(TextEntry.of("a")),
                List.of(),
                Bytes.EMPTY));
  }

  @Test
  void filter_withoutThePhase_isPassedOverAndThatIsSaidOnce() {
    runner.start(
        Filters.request("request-only", (call, conf) -> Decision.stop(403)),
        Filters.response("response-only", (call, conf) -> call.status(299)));
    TestClient client = runner.connect();
    long token = client.prepare("request-only", "", "response-only", "");

    for (int id = 0; id < 2; id++) {
      assertThat(client.response(id, token, "a", "1").status()).isEqualTo(299);
    }
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("request-only", "response phase");
  }

  @Test
  void filter_twiceInAChain_runsWithEachConf() {
    runner.start(Filters.request("set", (call, conf) -> trace(call, conf)));
    TestClient client = runner.connect();

    assertThat(client.request(5, client.prepare("set", "1", "set", "2")))
        .isEqualTo(Calls.rewriteHeaders("X-Path", "12"));
  }

  @Test
  void responseFilter_twiceInAChain_runsWithEachConf() {
    runner.start(Filters.response("set", (call, conf) -> trace(call, conf)));
    TestClient client = runner.connect();

    assertThat(client.response(5, client.prepare("set", "1", "set", "2")).headers())
        .isEqualTo(Calls.entries("X-Path", "12"));
  }

  @Test
  void conf_withoutFilters_goesOnUnchanged() {
    runner.start();
    TestClient client = runner.connect();
    long token = client.prepare();

    assertThat(client.request(0, token)).isEqualTo(Calls.UNCHANGED);
    assertThat(client.response(1, token, "a", "1").headers()).isEqualTo(Calls.entries("a", "1"));
  }

  private void startRequestForms() {
    runner.start(
        Filters.request("b", (call, conf) -> trace(call, "b")),
        Filters.request("n", Needs.variables("v"), (call, conf) -> trace(call, asks(call))),
        Filters.quickRequest("q", Needs.none(), (call, conf) -> trace(call, "q")),
        Filters.asyncRequest(
            "a", (call, conf) -> CompletableFuture.completedStage(trace(call, "a"))),
        Filters.asyncRequest(
            "l", (call, conf) -> CompletableFuture.supplyAsync(() -> trace(call, "l"))),
        Filters.request(
            "stops",
            (call, conf) -> {
              call.responseHeaders().set("X-Early", "1");
              return Decision.stop(403).body(call.headers().first("X-Path").orElse(""));
            }),
        Filters.request("never", (call, conf) -> Decision.stop(500)));
  }

  private void startResponseForms() {
    runner.start(
        Filters.response("b", (call, conf) -> trace(call, "b")),
        Filters.response("n", (call, conf) -> trace(call, call.variable("v").orElse(""))),
        Filters.quickResponse("q", Needs.none(), (call, conf) -> trace(call, "q")),
        Filters.asyncResponse(
            "a",
            (call, conf) -> {
              trace(call, "a");
              return CompletableFuture.completedStage(1);
            }),
        Filters.asyncResponse(
            "l", (call, conf) -> CompletableFuture.runAsync(() -> trace(call, "l"))));
  }

  private static String asks(RequestCall call) {
    return call.variable("v").orElse("");
  }

  private static Decision trace(RequestCall call, String who) {
    call.headers().set("X-Path", call.headers().first("X-Path").orElse("") + who);
    return Decision.proceed();
  }

  private static void trace(ResponseCall call, String who) {
    call.headers().set("X-Path", call.headers().first("X-Path").orElse("") + who);
  }

  private static Decision path(RequestCall call, String path) {
    call.path(path);
    return Decision.proceed();
  }

  private static String[] conf(List<String> order, String... then) {
    return Stream.concat(
            order.stream(), Stream.concat(Stream.of(then), Stream.of(then).map(end -> "never")))
        .flatMap(name -> Stream.of(name, ""))
        .toArray(String[]::new);
  }

  private static String trace(List<String> order) {
    return String.join("", order);
  }

  /** The one variable is asked for once, however many filters want it. */
  private static RunnerMessage answerQuestions(TestClient client, List<String> order) {
    if (order.contains("n")) {
      client.receiveQuestion();
      client.send(Calls.info("n"));
    }
    return client.receive();
  }
}
