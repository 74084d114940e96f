/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.setting.FilterLimits;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Filters that go on with answers of APISIX and do not come to an end. */
@Timeout(60)
class ContinuationTest {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final Duration OVER = Duration.ofSeconds(31);

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate started = new Gate();
  private final Gate end = new Gate();
  private final Semaphore begun = new Semaphore(0);
  private final BlockingQueue<Exception> ends = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

  private final Filter<String> say = Filters.request("say", (call, conf) -> Decision.stop(200));

  @AfterEach
  void openGate() {
    end.open();
  }

  /** Ways in which a call ends while its filter waits for an answer. */
  static Stream<Arguments> endings() {
    return Stream.of(
        ending("an answer", (test, client) -> client.send(Calls.info("v"))),
        ending("the deadline", (test, client) -> test.runner.clock.advance(OVER)),
        ending("a hang-up", (test, client) -> client.close()),
        ending("a broken protocol", (test, client) -> client.sendBytes(new byte[] {9, 9, 9, 9})));
  }

  private static Arguments ending(String name, BiConsumer<ContinuationTest, TestClient> end) {
    return Arguments.of(name, end);
  }

  @Test
  void continuation_pastTheDeadline_isInterrupted() throws Exception {
    RunnerServer server = runner.start(goesOn(() -> Filters.untilInterrupted(started, ends)));
    TestClient client = beginAndAnswer();
    started.pass();

    runner.clock.advance(OVER);

    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(ends.poll(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    awaitCalls(server, 0);
    client.assertUsable();
  }

  @Test
  void continuation_ofAGatewayThatHangsUp_isInterrupted() throws Exception {
    runner.start(goesOn(() -> Filters.untilInterrupted(started, ends)));
    TestClient client = beginAndAnswer();
    started.pass();

    client.close();

    assertThat(ends.poll(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void continuation_deafToItsInterrupt_isNamedCountedAndKeepsItsShare() throws Exception {
    RunnerServer server = runner.start(ContinuationTest::limited, goesOn(this::ignore), say);
    TestClient client = beginAndAnswer();
    started.pass();
    runner.clock.advance(OVER);
    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(ends.poll(20, TimeUnit.SECONDS)).isNotNull();

    runner.clock.advance(Duration.ofSeconds(1));

    log.await("filter goes-on: holds thread", "call 5", "it holds 1 such thread");
    assertThat(log.thrown()).anyMatch(name -> name.endsWith("StuckThreads$Stack"));
    assertThat(load(server)).isEqualTo(new RunnerLoad.OfFilter(1, 1));
    assertThat(client.ask(Calls.request(6, client.prepare("goes-on", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);
    end.open();
    log.await("filter goes-on: has let go of thread", "call 5", "holds 0 more");
    awaitCalls(server, 0);
  }

  @Test
  void continuation_ofACallThatIsOver_isToldAndInterruptedWhenItGoesOn() throws Exception {
    BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
    RunnerServer server =
        runner.start(
            config -> config.eventLoops(1),
            Filters.asyncRequest(
                "goes-on",
                (call, conf) ->
                    call.variableAsync("x")
                        .handle(
                            (value, failure) -> {
                              told.add(failure);
                              return decide(() -> Filters.untilInterrupted(started, ends));
                            })));
    TestClient client = begin();
    runner.connect().assertUsable(); // so the filter has returned from the loop
    runner.clock.advance(OVER);
    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(told.poll(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(CallAbortedException.class);
    started.pass();
    assertThat(load(server).calls()).isEqualTo(1);

    runner.clock.advance(Duration.ofSeconds(2));

    assertThat(ends.poll(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    awaitCalls(server, 0);
  }

  @Test
  void continuations_ofOneCall_mayRunAtOneTime() throws Exception {
    Gate other = new Gate();
    runner.start(
        Filters.asyncRequest(
            "goes-on",
            (call, conf) -> {
              CompletionStage<Decision> first =
                  call.variableAsync("x").thenApply(value -> decide(() -> pass(other)));
              var unused = call.variableAsync("y").thenAccept(value -> other.open());
              return first;
            }));
    TestClient client = begin();
    client.receiveQuestion();
    client.send(Calls.info("1"));
    client.send(Calls.info("2"));

    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(200, ""));
  }

  @Test
  void continuation_thatGoesOnWhenItsFilterHasDecided_isInterruptedWhenItsTimeIsOver()
      throws Exception {
    CompletableFuture<Decision> decision = new CompletableFuture<>();
    RunnerServer server =
        runner.start(
            Filters.asyncRequest(
                "goes-on",
                (call, conf) -> {
                  var unused =
                      call.variableAsync("x")
                          .thenApply(v -> decide(() -> Filters.untilInterrupted(started, ends)));
                  return decision;
                }));
    TestClient client = beginAndAnswer();
    started.pass();
    decision.complete(Decision.stop(200));
    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(200, ""));
    assertThat(load(server).calls()).isEqualTo(1);

    runner.clock.advance(OVER);

    assertThat(ends.poll(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    awaitCalls(server, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void share_howeverTheCallEnds_isGivenBackOnce(
      String name, BiConsumer<ContinuationTest, TestClient> ending) throws Exception {
    RunnerServer server = runner.start(ContinuationTest::limited, goesOn(() -> Decision.stop(200)));
    for (int i = 0; i < 3; i++) {
      TestClient client = begin();
      assertThat(load(server).calls()).isEqualTo(1);

      ending.accept(this, client);

      awaitCalls(server, 0);
    }
    TestClient client = beginAndAnswer();
    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(200, ""));
    awaitCalls(server, 0);
  }

  @Test
  void nonBlockingFilter_thatAsksAndDecides_countsAsAtWorkUntilItIsTold() throws Exception {
    RunnerServer server =
        runner.start(
            ContinuationTest::limited,
            Filters.quickRequest(
                "goes-on",
                Needs.none(),
                (call, conf) -> {
                  var unused = call.variableAsync("x").handle((v, failure) -> startWith(failure));
                  return Decision.stop(200);
                }));
    TestClient client = begin();
    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(200, ""));

    started.pass(); // with a failure: the call is over

    awaitCalls(server, 0);
  }

  @Test
  void sleepingContinuations_onMoreCallsThanThereAreThreads_leaveThreadsToOthers()
      throws Exception {
    runner.start(
        config -> config.workerThreads(16).maxCallsInFlight(64), goesOn(() -> pass(end)), say);
    answer(begin(40));
    begun.acquire(12);

    runner.assertAnswers("say", 20);
  }

  @Test
  void spinningContinuations_onMoreCallsThanThereAreProcessors_areKeptToThreadsOfTheirOwn()
      throws Exception {
    runner.start(goesOn(this::spin), say);
    List<TestClient> busy = begin(4 * PROCESSORS + 1);
    answer(busy);
    begun.acquire(PROCESSORS);

    runner.assertAnswers("say", 5);
    log.await("filter goes-on", "keep the processors busy", "threads of its own");
    runner.assertAnswers("say", 5);
    end.open();
    for (TestClient each : busy) {
      assertThat(TestClient.action(5, each.receive())).isEqualTo(Calls.stop(204, ""));
    }
  }

  @Test
  void continuation_withoutAThreadOrAPlace_isDeniedAtOnceAndToldLater() throws Exception {
    BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    RunnerServer server =
        runner.start(
            Filters.asyncRequest(
                "goes-on",
                (call, conf) ->
                    call.variableAsync("x")
                        .thenApply(value -> decide(this::spin))
                        .whenComplete(
                            (decision, failure) -> {
                              if (failure != null) {
                                failures.add(failure);
                              }
                            })));
    answer(begin(PROCESSORS + 1));
    log.await("filter goes-on", "threads of its own");
    List<TestClient> more = begin(10 * PROCESSORS);

    answer(more);

    log.await("no thread for filter goes-on");
    assertThat(failures).as("told when a thread is free").isEmpty();
    end.open();
    awaitCalls(server, 0);
    assertThat(more.stream().map(TestClient::receive)).contains(TestClient.UNAVAILABLE);
    assertThat(failures).isNotEmpty().allSatisfy(ContinuationTest::saysThatThereIsNoThread);
  }

  @Test
  void conf_ofAContinuation_isNotClosedUnderIt() throws Exception {
    RunnerServer server =
        runner.start(config -> config.maxConfBytes(RunnerConfig.LEAST_CONF_BYTES), new Closeable());
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("closeable", "mine")));
    client.receiveQuestion();
    client.send(Calls.info("v"));
    started.pass();
    runner.clock.advance(OVER);
    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(ends.poll(20, TimeUnit.SECONDS)).isNotNull();

    client.dropAllConfs();
    assertThat(server.state().confs().dropped()).isEqualTo(1);
    client.assertUsable();
    server.close();
    closed.add("not yet");
    end.open();

    assertThat(List.of(closed.take(), closed.take())).containsExactly("not yet", "mine");
  }

  /** An asynchronous filter whose confs are closed, and that does not end. */
  private final class Closeable implements AsyncFilter<AutoCloseable> {
    @Override
    public String name() {
      return "closeable";
    }

    @Override
    public AutoCloseable configure(ConfSource source) {
      String text = source.text();
      return () -> closed.add(text);
    }

    @Override
    public CompletionStage<Decision> onRequestAsync(RequestCall call, AutoCloseable conf) {
      return call.variableAsync("x").thenApply(value -> decide(ContinuationTest.this::ignore));
    }
  }

  /** What a filter does, which may fail. */
  private interface Work {
    Decision decide() throws Exception;
  }

  private Filter<String> goesOn(Work work) {
    return Filters.asyncRequest(
        "goes-on", (call, conf) -> call.variableAsync("x").thenApply(value -> decide(work)));
  }

  private static Decision decide(Work work) {
    try {
      return work.decide();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Decision pass(Gate gate) throws InterruptedException {
    begun.release();
    gate.pass();
    return Decision.stop(200);
  }

  private boolean startWith(Throwable failure) {
    started.open();
    return failure instanceof CallAbortedException;
  }

  private Decision spin() {
    begun.release();
    end.spin();
    return Decision.stop(204);
  }

  private Decision ignore() {
    started.open();
    end.passDeaf(ends::add);
    return Decision.proceed();
  }

  private TestClient begin() {
    return begin(1).get(0);
  }

  /** Begins calls, each of which waits for an answer. */
  private List<TestClient> begin(int calls) {
    List<TestClient> clients = new ArrayList<>();
    long token = runner.connect().prepare("goes-on", "");
    for (int i = 0; i < calls; i++) {
      TestClient client = runner.connect();
      client.send(Calls.request(5, token));
      client.receiveQuestion();
      clients.add(client);
    }
    return clients;
  }

  private TestClient beginAndAnswer() {
    TestClient client = begin();
    client.send(Calls.info("v"));
    return client;
  }

  private static void answer(List<TestClient> clients) {
    clients.forEach(each -> each.send(Calls.info("v")));
  }

  private static void saysThatThereIsNoThread(Throwable failure) {
    assertThat(failure)
        .hasRootCauseInstanceOf(CallAbortedException.class)
        .hasMessageContaining("no thread");
  }

  private static RunnerLoad.OfFilter load(RunnerServer server) {
    return requireNonNull(server.state().load().filters().get("goes-on"), "goes-on");
  }

  /** Waits for the filter to be at work on so many calls. */
  private static void awaitCalls(RunnerServer server, int calls) {
    Until.met(calls + " calls in the filter", () -> load(server).calls() == calls);
  }

  private static RunnerConfig.Builder limited(RunnerConfig.Builder config) {
    return config.filterLimits(Map.of("goes-on", FilterLimits.NONE.withMaxCalls(1)));
  }
}
