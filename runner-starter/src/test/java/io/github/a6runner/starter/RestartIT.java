/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerConnection;
import io.github.a6runner.peer.PeerException;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.PeerReply.Failed;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.a6runner.protocol.Until;
import java.io.IOException;
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
 * A runner beside APISIX that is stopped, or killed, and started again under load. APISIX keeps its
 * tokens, so those of one runner reach the next; it tries again only where a token is unknown.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RestartIT {
  private static final int CYCLES = 10;
  private static final int KILLS = 4;
  private static final int KILLED = 128 + 9;
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

  /** None has given 0; then one of the last runner that was killed. */
  private long tokenOfTheDead;

  /** Whether runners end without answering what they have let in. */
  private volatile boolean callsAreCutOff;

  RestartIT(@TempDir Path folder) {
    this.folder = folder;
    this.socket = folder.resolve("x.sock");
  }

  @Test
  void restart_tenTimesUnderLoad_givesNoWrongAnswerAndLosesNoAcceptedCall() throws Exception {
    underLoad(CYCLES, this::serveAndStop);
  }

  @Test
  void kill_fourTimesUnderLoad_cutsCallsOffAndTheNextRunnerServesAtThePath() throws Exception {
    callsAreCutOff = true;
    underLoad(KILLS, this::serveAndKill);
  }

  /** What becomes of one runner. */
  private interface Cycle {
    void run(Path plugins) throws Exception;
  }

  private void underLoad(int cycles, Cycle cycle) throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    LoadFilters.writeJar(plugins.resolve("load.jar"));
    ExecutorService callers = Executors.newCachedThreadPool();
    try (Worker one = new Worker(socket);
        Worker other = new Worker(socket)) {
      List<Future<?>> load = load(callers, one, other);
      for (int i = 0; i < cycles; i++) {
        cycle.run(plugins);
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

  private RunnerProcess start(Path plugins) throws IOException {
    Map<String, String> environment = Map.of("APISIX_LISTEN_ADDRESS", "unix:" + socket);
    RunnerProcess runner =
        RunnerProcess.jar(folder, environment, "run", "--set", "plugins=" + plugins);
    runner.awaitReadiness();
    return runner;
  }

  /** The socket's file stays, and the next one has to see that nobody is behind it. */
  private void serveAndKill(Path plugins) throws Exception {
    try (RunnerProcess runner = start(plugins);
        PeerConnection stale = PeerConnection.open(socket);
        PeerConnection inFlight = PeerConnection.open(socket)) {
      epoch.incrementAndGet();
      stale.send(Worker.request("/stale", tokenOfTheDead));
      assertThat(stale.receive()).isEqualTo(new ErrorReply(ErrorCode.CONF_TOKEN_NOT_FOUND));
      tokenOfTheDead = prepare(stale, "Echo");
      inFlight.send(Worker.request("/hang", prepare(inFlight, "Hang")));
      awaitAnswers(answered.get() + CALLS_PER_CYCLE);
      epoch.incrementAndGet();
      runner.kill();
      assertThat(runner.awaitEnd()).isEqualTo(KILLED);
      assertThatThrownBy(inFlight::receive).isInstanceOf(PeerException.class);
      assertThat(socket).exists();
    }
  }

  private static long prepare(PeerConnection connection, String filter) {
    PeerConf route = Worker.route("own", filter, "own");
    connection.send(new PrepareConf(Optional.of(route.key()), route.filters()));
    return ((PrepareConfReply) connection.receive()).confToken();
  }

  private void serveAndStop(Path plugins) throws Exception {
    try (RunnerProcess runner = start(plugins)) {
      epoch.incrementAndGet();
      awaitAnswers(answered.get() + CALLS_PER_CYCLE);
      epoch.incrementAndGet();
      runner.terminate();
      assertThat(runner.awaitEnd()).isZero();
      assertThat(runner.err()).doesNotContain("WARN", "ERROR");
    }
  }

  private void awaitAnswers(long count) {
    Until.met(count + " answers", () -> answered.get() >= count);
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
      while (!over && exchange(connection, token, name)) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (PeerException e) {
      unreached.incrementAndGet();
    }
  }

  /**
   * False if the runner is ending and has turned the call away, as it may do from its signal on.
   */
  private boolean exchange(PeerConnection connection, long token, String name) {
    String path = Worker.path();
    connection.send(Worker.request(path, token));
    int sent = epoch.get();
    try {
      RunnerMessage reply = connection.receive();
      if (sent % 2 != 0 && reply.equals(new ErrorReply(ErrorCode.CONF_TOKEN_NOT_FOUND))) {
        unreached.incrementAndGet();
        return false;
      }
      judge(name, path, Worker.body(reply), reply);
      return true;
    } catch (PeerException e) {
      if (sent % 2 == 0 && !callsAreCutOff) {
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
