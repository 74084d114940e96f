/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Filters that say they do not block, and never give the event loop back. */
@Timeout(60)
class LostLoopTest {

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final Duration OVER = Duration.ofSeconds(31);

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final BlockingQueue<Thread> holders = new LinkedBlockingQueue<>();
  private final BlockingQueue<Exception> ends = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> lost = new LinkedBlockingQueue<>();
  private final Gate started = new Gate();
  private final Gate end = new Gate();

  private final Filter<String> spins =
      Filters.quickRequest("spins", Needs.none(), (call, conf) -> spin());

  @AfterEach
  void openGate() {
    end.open();
  }

  @Test
  void loop_thatAFilterHolds_isReplacedAndItsConnectionsEndAtOnce() throws Exception {
    RunnerServer server = start(spins);
    TestClient idle = runner.connect();
    idle.assertUsable();
    TestClient holder = hold();
    TestClient accepted = runner.connect(); // the loop has not seen it yet

    awaitLoss(server);

    holder.assertClosed();
    idle.assertClosed();
    accepted.assertClosed();
    runner.connect().assertUsable();
    assertThat(lost).containsExactly("LOOP_LOST");
    assertThat(server.state().calls().inFlight()).isZero();
    log.await("filter spins: holds event loop a6-loop", "3 connections with 1 calls are closed");
    assertThat(log.thrown()).contains("io.github.a6runner.core.StuckThreads$Stack");
  }

  @Test
  void reply_thatWasReadyOnTheLoop_leavesBeforeItsConnectionEnds() throws Exception {
    try (HeldLoop loop = new HeldLoop(runner, config -> config)) {
      awaitLoss(loop.server());

      assertThat(loop.answered().receive()).isEqualTo(Calls.proceeds(6));
      loop.answered().assertClosed();
      loop.holder().assertClosed();
    }
  }

  @Test
  void filter_thatHeldALoopForEver_runsOnAWorkerFromThenOn() throws Exception {
    RunnerServer server = start(spins);
    hold();
    holders.clear();
    awaitLoss(server);

    TestClient client = runner.connect();
    client.send(Calls.request(6, client.prepare("spins", "")));

    assertThat(holders.take().getName()).startsWith("a6-call-");
    runner.connect().assertUsable();
    end.open();
    assertThat(TestClient.action(6, client.receive())).isEqualTo(Calls.stop(204, ""));
  }

  @Test
  void callsBesideTheFilter_onItsLoop_areInterruptedAndTheirConfsReleased() throws Exception {
    CloseableConfs beside =
        new CloseableConfs((call, conf) -> Filters.untilInterrupted(started, ends));
    RunnerServer server =
        runner.start(
            config -> config.eventLoops(1).maxConfBytes(RunnerConfig.LEAST_CONF_BYTES),
            spins,
            beside);
    TestClient waits = runner.connect();
    waits.send(Calls.request(4, waits.prepare("closeable", "mine")));
    started.pass();
    runner.connect().dropAllConfs();
    hold();

    awaitLoss(server);

    waits.assertClosed();
    assertThat(ends.poll(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    assertThat(beside.closed().poll(20, TimeUnit.SECONDS)).isEqualTo("mine");
    Until.met("its calls are over", () -> callsOf(server, "closeable") == 0);
  }

  @Test
  void filterThatReturns_afterItsLoopWasLost_leavesNothingBehind() throws Exception {
    assumeTrue(Files.isDirectory(OPEN_FILES));
    RunnerServer server = start(spins);
    runner.connect().assertUsable();
    long files = openFiles();
    TestClient holder = hold();
    Thread thread = holders.take();
    TestClient beside = runner.connect();
    awaitLoss(server);
    holder.assertClosed();
    holder.close();
    beside.close();

    end.open();

    thread.join();
    Until.met("the lost loop has ended", () -> server.state().load().loopsLost() == 0);
    // Less the first client, which was on that loop.
    Until.met("fewer files are open", () -> openFiles() < files);
    assertThat(server.state().connections().open()).isZero();
    assertThat(server.state().calls().inFlight()).isZero();
  }

  @Test
  void conf_ofTheFilterThatHoldsTheLoop_isClosedWhenItReturns() throws Exception {
    BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    RunnerServer server = start(new HoldingConfs(closed, this::spin));
    TestClient holder = runner.connect();
    holder.send(Calls.request(5, holder.prepare("spins", "mine")));
    holders.take();
    awaitLoss(server);
    server.close();
    closed.add("not yet");

    end.open();

    assertThat(closed.take()).isEqualTo("not yet");
    assertThat(closed.take()).isEqualTo("mine");
  }

  @Test
  void places_ofConnectionsOnALostLoop_areFreeAtOnce() throws Exception {
    RunnerServer server =
        runner.start(
            config -> config.eventLoops(1).maxConnections(2).maxCallsInFlight(1),
            spins,
            Filters.request("say", (call, conf) -> Decision.stop(200)));
    hold();
    awaitLoss(server);

    TestClient client = runner.connect();
    runner.connect().assertUsable();

    assertThat(client.request(6, client.prepare("say", ""))).isEqualTo(Calls.stop(200, ""));
  }

  @Test
  void filterWithADebugger_thatHoldsItsLoop_keepsIt() throws Exception {
    RunnerServer server = runner.start(config -> config.eventLoops(1).deadlines(false), spins);
    TestClient holder = hold();

    runner.clock.advance(Duration.ofHours(1));
    runner.clock.advance(Duration.ofHours(1));
    end.open();

    assertThat(TestClient.action(5, holder.receive())).isEqualTo(Calls.stop(204, ""));
    assertThat(server.state().load().loopsLost()).isZero();
  }

  @Test
  void close_whileALoopIsLost_doesNotWaitForItsCalls() throws Exception {
    RunnerServer server =
        runner.start(config -> config.eventLoops(1).shutdownGrace(Duration.ofHours(1)), spins);
    hold();
    awaitLoss(server);

    CompletableFuture.runAsync(server::close).get(20, TimeUnit.SECONDS);

    assertThat(runner.socket()).doesNotExist();
  }

  /** A filter that does not block, it says, and whose confs are closed. */
  private record HoldingConfs(BlockingQueue<String> closed, Supplier<Decision> work)
      implements NonBlockingFilter<AutoCloseable> {
    @Override
    public String name() {
      return "spins";
    }

    @Override
    public AutoCloseable configure(ConfSource source) {
      String text = source.text();
      return () -> closed.add(text);
    }

    @Override
    public Decision onRequest(RequestCall call, AutoCloseable conf) {
      return work.get();
    }
  }

  private RunnerServer start(Filter<?> filter) {
    runner.events =
        new RunnerEvents() {
          @Override
          public void callLost(Phase phase, Cause cause, long nanos) {
            lost.add(cause.name());
          }
        };
    return runner.start(config -> config.eventLoops(1), filter);
  }

  /** A call whose filter holds the loop. */
  private TestClient hold() throws InterruptedException {
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("spins", "")));
    holders.add(holders.take()); // it is there
    return client;
  }

  private void awaitLoss(RunnerServer server) {
    Until.met(
        "the loop is lost",
        () -> {
          runner.clock.advance(OVER);
          return server.state().load().loopsLost() == 1;
        });
  }

  private Decision spin() {
    holders.add(Thread.currentThread());
    end.spin();
    return Decision.stop(204);
  }

  private static int callsOf(RunnerServer server, String filter) {
    return requireNonNull(server.state().load().filters().get(filter), filter).calls();
  }

  private static long openFiles() {
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
