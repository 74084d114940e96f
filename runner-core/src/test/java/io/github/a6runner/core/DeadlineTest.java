/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose time is over are answered, whatever their filter waits for. */
class DeadlineTest {

  private static final Duration OVER = Duration.ofSeconds(31);

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate started = new Gate();
  private final BlockingQueue<Exception> ends = new LinkedBlockingQueue<>();

  @Test
  void blockingFilter_thatWaitsTooLong_isInterruptedAndTheCallDenied() throws Exception {
    runner.start(Filters.request("slow", (call, conf) -> block()));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("slow", "")));
    started.pass();

    runner.clock.advance(OVER);

    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(ends.poll(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    client.assertUsable();
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("filter slow did not decide on call 5 in the request phase in time", "denied");
  }

  @Test
  void blockingResponseFilter_thatWaitsTooLong_replacesTheResponse() throws Exception {
    runner.start(Filters.response("slow", (call, conf) -> block()));
    TestClient client = runner.connect();
    client.send(Calls.response(5, client.prepare("slow", ""), "a", "1"));
    started.pass();

    runner.clock.advance(OVER);

    assertThat(client.receive()).isEqualTo(Calls.deniedResponse(5));
    client.assertUsable();
    assertThat(log.messages()).singleElement().asString().contains("slow", "call 5", "response");
  }

  @Test
  void asyncFilter_thatCompletesAfterTheDeadline_changesNothing() throws Exception {
    CompletableFuture<Decision> late = new CompletableFuture<>();
    runner.start(Filters.asyncRequest("slow", (call, conf) -> begin(late)));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("slow", "")));
    started.pass();

    runner.clock.advance(OVER);
    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    late.complete(Decision.stop(200));

    client.assertUsable();
    assertThat(log.messages()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void filter_thatEndsWhenItIsToldThatItsTimeIsOver_isNotSaidToHaveFailed(boolean wraps)
      throws Exception {
    RuntimeException over = new CallAbortedException("call 5: its time is over");
    runner.start(
        Filters.quickRequest(
            "asks",
            Needs.none(),
            (call, conf) -> {
              runner.clock.advance(OVER);
              throw wraps ? new IllegalStateException("no body", over) : over;
            }));
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.request(5, client.prepare("asks", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);

    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("call 5: APISIX did not answer in time what filter asks asks", "denied");
    assertThat(log.thrown()).isEmpty();
  }

  @Test
  void filter_thatWaitsForAVariable_isToldAndTheLateAnswerSwallowed() throws Exception {
    runner.start(Filters.request("asks", (call, conf) -> Filters.untilAborted(call, ends)));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("asks", "")));
    client.receiveQuestion();

    runner.clock.advance(OVER);

    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(ends.poll(20, TimeUnit.SECONDS)).hasMessageContaining("call 5");
    client.send(Calls.info("late"));
    client.assertUsable();
  }

  @Test
  void filter_whoseNeedsDoNotCome_failsTheCallBeforeItRuns() {
    runner.start(
        Filters.quickRequest(
            "needs", Needs.variables("a", "b"), (call, conf) -> Decision.stop(299)));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("needs", "")));
    client.receiveQuestion();
    client.receiveQuestion();
    client.send(Calls.info("1"));

    runner.clock.advance(OVER);

    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    client.send(Calls.info("2"));
    client.assertUsable();
    assertThat(log.messages()).singleElement().asString().contains("filter needs", "call 5");
  }

  @Test
  void conf_thatIsNotReadyInTime_deniesTheCall() throws Exception {
    Gate ready = new Gate();
    runner.start(new SlowConf(started, ready));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("slow-conf", "")));
    started.pass();

    assertThat(client.receiveAsTimePasses(runner.clock)).isEqualTo(TestClient.UNAVAILABLE);
    log.await("call 5", "slow-conf", "denied");
    log.await("filter slow-conf", "configure", "interrupted");
    ready.open();
    client.assertUsable();
  }

  @Test
  void lateFilter_thatMayBeSkipped_leavesNoTrace() throws Exception {
    runner.startSkipping(
        Filters.request("early", (call, conf) -> mark(call.headers()::set, "early")),
        Filters.request(
            "slow",
            (call, conf) -> {
              var unused = mark(call.headers()::set, "slow");
              return block();
            }));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("early", "", "slow", "")));
    started.pass();

    runner.clock.advance(OVER);

    assertThat(TestClient.action(5, client.receive()))
        .isEqualTo(Calls.rewriteHeaders("X-early", "1"));
    client.assertUsable();
    assertThat(log.messages()).singleElement().asString().contains("slow", "goes on without it");
  }

  @Test
  void lateFilter_beforeOthersThatMayBeSkipped_skipsThemToo() throws Exception {
    runner.startSkipping(
        Filters.response("slow", (call, conf) -> block()),
        Filters.response("last", (call, conf) -> call.status(299)));
    TestClient client = runner.connect();
    client.send(Calls.response(5, client.prepare("slow", "", "last", ""), "a", "1"));
    started.pass();

    runner.clock.advance(OVER);

    assertThat(((HttpRespReply) client.receive()).status()).isZero();
  }

  @Test
  void lateFilter_beforeOneThatMustRun_deniesTheCall() throws Exception {
    FailurePolicies slowMaySkip =
        new FailurePolicies(
            FailurePolicy.FAIL, Map.of("slow", new FailurePolicy(OnFailure.SKIP, OnFailure.SKIP)));
    runner.start(
        config -> config.failurePolicies(slowMaySkip),
        Filters.request("slow", (call, conf) -> block()),
        Filters.request("auth", (call, conf) -> Decision.stop(401)));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("slow", "", "auth", "")));
    started.pass();

    runner.clock.advance(OVER);

    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
  }

  @Test
  void timeLeft_isWhatTheDeadlineLeaves() {
    BlockingQueue<Duration> left = new LinkedBlockingQueue<>();
    runner.start(
        config -> config.callDeadline(Duration.ofSeconds(20)),
        Filters.request(
            "looks",
            (call, conf) -> {
              left.add(call.timeLeft());
              runner.clock.advance(Duration.ofSeconds(5));
              left.add(call.timeLeft());
              return Decision.proceed();
            }));
    TestClient client = runner.connect();

    client.request(5, client.prepare("looks", ""));

    assertThat(List.copyOf(left)).hasSize(2);
    assertThat(left.remove()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    assertThat(left.remove()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
  }

  private Decision block() throws InterruptedException {
    return Filters.untilInterrupted(started, ends);
  }

  private CompletableFuture<Decision> begin(CompletableFuture<Decision> future) {
    started.open();
    return future;
  }

  private static Decision mark(BiConsumer<String, String> headers, String who) {
    headers.accept("X-" + who, "1");
    return Decision.proceed();
  }
}
