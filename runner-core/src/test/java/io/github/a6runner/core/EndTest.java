/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of a runner is orderly, and comes whatever filters do. */
class EndTest {

  private static final int CONFS = 4;
  private static final List<String> ALL_CLOSED = Collections.nCopies(CONFS, "conf");

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  /** A filter whose confs take their time to close: each waits for the others. */
  private final class Slow implements Filter<AutoCloseable> {

    private final CountDownLatch closing = new CountDownLatch(CONFS);

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public AutoCloseable configure(ConfSource source) {
      return this::closeConf;
    }

    private void closeConf() {
      closing.countDown();
      try {
        assertThat(closing.await(20, TimeUnit.SECONDS)).isTrue();
        events.add("conf");
      } catch (InterruptedException e) {
        events.add("interrupted");
      }
    }

    @Override
    public Decision onRequest(RequestCall call, AutoCloseable conf) {
      return Decision.proceed();
    }

    @Override
    public void close() {
      events.add("filter");
    }
  }

  @Test
  void close_closesConfsUninterruptedAndBeforeTheFilters() {
    RunnerServer server = runner.start(new Slow());
    TestClient client = runner.connect();
    for (int i = 0; i < CONFS; i++) {
      assertThat(client.request(5, client.prepare("slow", "" + i))).isEqualTo(Calls.UNCHANGED);
    }

    server.close();

    assertThat(events).containsExactlyElementsOf(ALL_CLOSED);
  }

  @Test
  void close_whileAFilterHoldsItsLoop_isNotHeldUp() throws Exception {
    HeldLoop.Holding spins = new HeldLoop.Holding("spins");
    RunnerServer server =
        runner.start(config -> config.eventLoops(1).shutdownGrace(Duration.ofMillis(100)), spins);
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("spins", "")));
    spins.started().pass();

    try {
      CompletableFuture.runAsync(server::close).get(10, TimeUnit.SECONDS);
    } finally {
      spins.end().open();
    }
    assertThat(runner.socket()).doesNotExist();
  }

  @Test
  void reply_thatHasNotLeftWhenTheLoopIsToldToEnd_leavesBeforeItEnds() throws Exception {
    HeldLoop loop = new HeldLoop(runner, config -> config.shutdownGrace(Duration.ofMillis(1)));

    try (loop) {
      CompletableFuture.runAsync(loop.server()::close).get(20, TimeUnit.SECONDS);
    }

    assertThat(loop.answered().receive()).isEqualTo(Calls.proceeds(6));
  }
}
