/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Filter;
import io.github.a6runner.core.file.FileTree;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.socket.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A runner on a socket in a folder of its own, with a clock in the test's hand. */
final class ServerFixture implements BeforeEachCallback, AfterEachCallback {

  static final FailurePolicies SKIP =
      new FailurePolicies(new FailurePolicy(OnFailure.SKIP, OnFailure.SKIP), Map.of());

  final TestClock clock = new TestClock();

  /** Who watches the runners that are started from now on. */
  CallObserver observer = CallObserver.NONE;

  RunnerEvents events = RunnerEvents.NONE;

  /** What is closed after the test, the last first. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private @Nullable Path folder;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("a6");
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    FileTree.delete(folder());
  }

  Path socket() {
    return folder().resolve("r.sock");
  }

  RunnerServer start(Filter<?>... filters) {
    return start(config -> config, filters);
  }

  /** Starts a runner that differs from the usual one. */
  RunnerServer start(UnaryOperator<RunnerConfig.Builder> settings, Filter<?>... filters) {
    FilterSet set = FilterSet.of(filters);
    open.push(set);
    return start(settings, Plugins.of(set));
  }

  /** Starts a runner with plugins, which stay the caller's. */
  RunnerServer start(Plugins plugins) {
    return start(config -> config, plugins);
  }

  /** Starts a runner that differs from the usual one, with plugins, which stay the caller's. */
  RunnerServer start(UnaryOperator<RunnerConfig.Builder> settings, Plugins plugins) {
    RunnerConfig.Builder usual =
        RunnerConfig.builder()
            .listen(socket())
            .runtimeDir(folder().resolve("run"))
            .eventLoops(2); // whatever the machine has: what is shared is to be seen
    try {
      RunnerServer server =
          RunnerServer.start(
              settings.apply(usual).build(),
              plugins,
              clock,
              new RunnerHooks(observer, events, LogContext.IN_MDC));
      open.push(() -> end(server));
      return server;
    } catch (StartException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts a runner whose filters may all be skipped. */
  RunnerServer startSkipping(Filter<?>... filters) {
    return start(config -> config.failurePolicies(SKIP), filters);
  }

  TestClient connect() {
    TestClient client = new TestClient(socket());
    open.push(client);
    return client;
  }

  /** Makes calls of a filter that stops, each within the time that a client waits for messages. */
  void assertAnswers(String filter, int calls) {
    TestClient client = connect();
    long token = client.prepare(filter, "");
    for (int i = 0; i < calls; i++) {
      assertThat(client.request(i, token)).isEqualTo(Calls.stop(200, ""));
    }
  }

  /** Ends a runner without waiting for its grace, which is by the clock. */
  void end(RunnerServer server) throws Exception {
    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
    while (!isDone(closing)) {
      clock.advance(Duration.ofMinutes(5));
    }
  }

  private static boolean isDone(CompletableFuture<Void> closing) throws Exception {
    try {
      closing.get(20, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private Path folder() {
    return requireNonNull(folder, "folder");
  }
}
