/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Filters that run on the connection's own thread, and so must not wait. */
class NonBlockingFilterTest {

  private static final Needs TWO_AND_BODY = Needs.variables("a", "b").and(Needs.body());

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final BlockingQueue<String> threads = new LinkedBlockingQueue<>();

  @Test
  void needs_areAskedTogetherAndThereWhenTheFilterRuns() {
    runner.start(
        Filters.quickRequest(
            "reads",
            TWO_AND_BODY,
            (call, conf) ->
                Decision.stop(200)
                    .body(call.variable("a") + " " + call.variable("b") + call.body().text())));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("reads", "")));

    assertThat(
            List.of(client.receiveQuestion(), client.receiveQuestion(), client.receiveQuestion()))
        .containsExactly(
            new ExtraInfo.Variable("a"), new ExtraInfo.Variable("b"), new ExtraInfo.RequestBody());
    client.send(Calls.info("1"));
    client.send(new ExtraInfoReply(Optional.empty()));
    client.send(Calls.info("body"));

    assertThat(TestClient.action(5, client.receive()))
        .isEqualTo(Calls.stop(200, "Optional[1] Optional.emptybody"));
  }

  @Test
  void needs_ofAResponse_askForItsBody() {
    runner.start(
        Filters.quickResponse(
            "reads", Needs.body(), (call, conf) -> call.replaceBody(call.body().text() + "!")));
    TestClient client = runner.connect();
    client.send(Calls.response(5, client.prepare("reads", ""), "a", "1"));

    assertThat(client.receiveQuestion()).isEqualTo(new ExtraInfo.ResponseBody());
    client.send(Calls.info("upstream"));

    assertThat(client.receive())
        .isEqualTo(new HttpRespReply(5, 0, Calls.entries("a", "1"), Calls.bytes("upstream!")));
  }

  @Test
  void needs_thatAnEarlierFilterHad_areNotAskedAgain() {
    runner.start(
        Filters.request("early", Needs.variables("a"), (call, conf) -> Decision.proceed()),
        Filters.quickRequest(
            "late",
            Needs.variables("a"),
            (call, conf) -> Decision.stop(200).body(call.variable("a").orElse(""))));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("early", "", "late", "")));
    client.receiveQuestion();
    client.send(Calls.info("once"));

    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(200, "once"));
  }

  @Test
  void variable_notNamedInNeeds_isRefusedAndNotAsked() {
    runner.start(
        Filters.quickRequest("asks", Needs.none(), (call, conf) -> stopWith(call, "undeclared")));
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.request(5, client.prepare("asks", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);
    assertThat(log.thrown()).containsExactly("java.lang.IllegalStateException");
    client.assertUsable();
  }

  @Test
  void filter_runsOnTheConnectionsThread() {
    runner.start(
        Filters.quickRequest("quick", Needs.none(), (call, conf) -> noteThread()),
        Filters.request("blocking", (call, conf) -> noteThread()));
    TestClient client = runner.connect();

    client.request(5, client.prepare("quick", "", "blocking", ""));

    assertThat(threads.remove()).startsWith("a6-loop");
    assertThat(threads.remove()).startsWith("a6-call-");
  }

  @Test
  void filter_thatHoldsTheLoop_runsOnAWorkerFromThenOn() throws Exception {
    BlockingQueue<Gate> starts = new LinkedBlockingQueue<>();
    runner.start(
        Filters.quickRequest(
            "liar",
            Needs.none(),
            (call, conf) -> {
              Gate go = new Gate();
              starts.add(go);
              go.pass();
              return noteThread();
            }));
    TestClient client = runner.connect();
    long token = client.prepare("liar", "");

    for (int id = 5; id < 7; id++) {
      client.send(Calls.request(id, token));
      Gate go = starts.take();
      runner.clock.advance(Duration.ofSeconds(1));
      log.await("filter liar", "event loop", id == 5 ? "expected" : "blocking one");
      go.open();
      assertThat(TestClient.action(id, client.receive())).isEqualTo(Calls.UNCHANGED);
    }
    client.send(Calls.request(7, token));
    starts.take().open();
    assertThat(TestClient.action(7, client.receive())).isEqualTo(Calls.UNCHANGED);

    assertThat(threads.remove()).startsWith("a6-loop");
    assertThat(threads.remove()).startsWith("a6-loop");
    assertThat(threads.remove()).startsWith("a6-call-");
    assertThat(log.messages()).hasSize(2);
  }

  private Decision noteThread() {
    threads.add(Thread.currentThread().getName());
    return Decision.proceed();
  }

  private static Decision stopWith(RequestCall call, String variable) {
    return Decision.stop(200).body(call.variable(variable).orElse(""));
  }
}
