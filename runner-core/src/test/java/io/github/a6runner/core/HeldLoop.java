/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.setting.RunnerConfig;
import java.util.function.UnaryOperator;

/**
 * A runner whose one event loop is held by a filter, with a reply to call 6 that was ready before
 * and has not left. The loop goes on when it is closed.
 */
final class HeldLoop implements AutoCloseable {
  private final Holding last = new Holding("last");
  private final RunnerServer server;
  private final TestClient answered;
  private final TestClient holder;

  /** A filter that holds its event loop until it is told to go on, and says when it does. */
  record Holding(String name, Gate started, Gate end) implements NonBlockingFilter<String> {
    Holding(String name) {
      this(name, new Gate(), new Gate());
    }

    @Override
    public String configure(ConfSource source) {
      return "";
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      started.open();
      end.spin();
      return Decision.proceed();
    }
  }

  HeldLoop(ServerFixture runner, UnaryOperator<RunnerConfig.Builder> settings)
      throws InterruptedException {
    Holding first = new Holding("first");
    server = runner.start(config -> settings.apply(config.eventLoops(1)), first, last);
    TestClient before = runner.connect();
    answered = runner.connect();
    holder = runner.connect();
    long none = answered.prepare();
    long holding = holder.prepare("last", "");
    before.send(Calls.request(5, before.prepare("first", "")));
    first.started().pass();
    runner.clock.stop(); // what has waited for long would not wait for others
    answered.send(Calls.request(6, none)); // the loop finds both when it looks again
    holder.send(Calls.request(7, holding));
    first.end().open();
    last.started().pass();
    runner.clock.goOn();
  }

  RunnerServer server() {
    return server;
  }

  /** Whose reply is ready. */
  TestClient answered() {
    return answered;
  }

  /** Whose call holds the loop. */
  TestClient holder() {
    return holder;
  }

  @Override
  public void close() {
    last.end().open();
  }
}
