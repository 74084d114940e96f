/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerConnection;
import io.github.a6runner.peer.PeerException;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.PeerReply.Failed;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A runner beside APISIX that is stopped and started again under load. APISIX keeps its tokens, so
 * those of one runner reach the next; it tries again only where a token is unknown.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RestartIT {
  private static final int CYCLES = 10;
  private static final int CALLS_PER_CYCLE = 300;
  private static final int ROUTES = 5;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Path folder;
  private final Path socket;
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong unreached = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  /** Counts on before each SIGTERM and when a runner listens: even while there is one. */
  private final AtomicInteger epoch = new AtomicInteger(1);

  private volatile boolean over;

  RestartIT(@TempDir Path folder) {
    this.folder = folder;
    this.socket = folder.resolve("x.sock");
  }

  @Test
  void restart_tenTimesUnderLoad_givesNoWrongAnswerAndLosesNoAcceptedCall() throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    LoadFilters.writeJar(plugins.resolve("load.jar"));
    ExecutorService callers = Executors.newCachedThreadPool();
    try (Worker one = new Worker(socket);
        Worker other = new Worker(socket)) {
      List<Future<?>> load = load(callers, one, other);
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        serveAndStop(plugins);
      }
      over = true;
      for (Future<?> each : load) {
        each.get();
      }
    } finally {
      over = true;
      callers.shutdownNow();
    }
    assertThat(failures).isEmpty();
    assertThat(unreached).as("calls while there was no runner").hasPositiveValue();
  }

  private void serveAndStop(Path plugins) throws Exception {
    Map<String, String> environment = Map.of("APISIX_LISTEN_ADDRESS", "unix:" + socket);
    try (RunnerProcess runner =
        RunnerProcess.jar(folder, environment, "run", "--set", "plugins=" + plugins)) {
      runner.awaitReadiness();
      epoch.incrementAndGet();
      awaitAnswers(answered.get() + CALLS_PER_CYCLE);
      epoch.incrementAndGet();
      runner.terminate();
      assertThat(runner.awaitEnd()).isZero();
      assertThat(runner.err()).doesNotContain("WARN", "ERROR");
    }
  }

  private void awaitAnswers(long count) {
    while (answered.get() < count) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private List<Future<?>> load(ExecutorService callers, Worker... workers) {
    List<Future<?>> load = new ArrayList<>();
    for (int route = 0; route < ROUTES; route++) {
      String name = "route-" + route;
      for (Worker worker : workers) {
        load.add(callers.submit(() -> repeat(() -> call(worker, name))));
      }
      load.add(callers.submit(() -> repeat(() -> callOnOneConnection(name))));
    }
    return load;
  }

  private void repeat(Runnable what) {
    while (!over) {
      what.run();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** By the gateway's rules, with its pool of connections and its tokens. */
  private void call(Worker worker, String name) {
    int begun = epoch.get();
    String path = Worker.path();
    PeerReply reply = worker.call(Worker.route(name, "Echo", name), path);
    if (reply instanceof Failed failed && failed.code().isEmpty()) {
      unreached.incrementAndGet();
      if (begun % 2 == 0 && begun == epoch.get()) {
        failures.add(path + ": " + failed);
      }
    } else {
      judge(name, path, Worker.body(reply), reply);
    }
  }

  /** One call after another, to know for each whether it was sent before the signal. */
  private void callOnOneConnection(String name) {
    PeerConf route = Worker.route(name, "Echo", name);
    try (PeerConnection connection = PeerConnection.open(socket)) {
      connection.send(new PrepareConf(Optional.of(route.key()), route.filters()));
      long token = ((PrepareConfReply) connection.receive()).confToken();
      while (!over) {
        exchange(connection, token, name);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (PeerException e) {
      unreached.incrementAndGet();
    }
  }

  private void exchange(PeerConnection connection, long token, String name) {
    String path = Worker.path();
    connection.send(Worker.request(path, token));
    int sent = epoch.get();
    try {
      RunnerMessage reply = connection.receive();
      judge(name, path, Worker.body(reply), reply);
    } catch (PeerException e) {
      if (sent % 2 == 0) {
        failures.add(path + ": accepted, no reply: " + e);
      }
      throw e;
    }
  }

  private void judge(String name, String path, Optional<String> body, Object reply) {
    if (body.equals(Optional.of(LoadFilters.echo(name, path)))) {
      answered.incrementAndGet();
    } else {
      failures.add(name + path + ": " + reply);
    }
  }
}
