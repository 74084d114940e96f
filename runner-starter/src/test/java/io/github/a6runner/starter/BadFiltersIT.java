/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.PeerReply.Failed;
import io.github.a6runner.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What filters that never come back, or fail, do to those beside them in one process. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BadFiltersIT {
  private static final int CALLERS = 1000;
  private static final int WORKERS = 4;
  private static final int CALLS = 5;

  private static final PeerConf SAY = Worker.route("say", "say", "{\"body\":\"hi\"}");
  private static final PeerConf FAIL = Worker.route("fail", "Fail", "");
  private static final PeerConf HANG = Worker.route("hang", "Hang", "");
  private static final PeerConf SPIN = Worker.route("spin", "Spin", "");
  private static final PeerConf SPIN_ON_LOOP = Worker.route("spin-on-loop", "SpinOnLoop", "");

  private final Path folder;
  private final Path socket;
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<Worker> workers = new ArrayList<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private RunnerProcess runner;

  BadFiltersIT(@TempDir Path folder) {
    this.folder = folder;
    this.socket = folder.resolve("x.sock");
  }

  @BeforeEach
  void start() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    LoadFilters.writeJar(plugins.resolve("load.jar"));
    Files.copy(
        RunnerProcess.JAR.resolveSibling("plugins/runner-sample-plugins.jar"),
        plugins.resolve("samples.jar"));
    runner =
        RunnerProcess.jar(
            folder,
            Map.of("APISIX_LISTEN_ADDRESS", "unix:" + socket),
            "run",
            "--set",
            "plugins=" + plugins,
            "--set",
            "call-deadline=3s");
    runner.awaitReadiness();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(new Worker(socket));
    }
  }

  @AfterEach
  void stop() throws IOException {
    callers.shutdownNow();
    workers.forEach(Worker::close);
    runner.close();
  }

  @Test
  void hangingAndFailingFilters_amongAThousandCallsInFlight_loseNothingForTheRest()
      throws Exception {
    prepare(SAY, FAIL);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Worker worker = workers.get(i % WORKERS);
      Runnable calling =
          switch (i % 3) {
            case 0 -> () -> denied(worker, HANG);
            case 1 -> () -> repeat(() -> denied(worker, FAIL));
            default -> () -> repeat(() -> answered(worker));
          };
      calls.add(
          callers.submit(
              () -> {
                go.await();
                calling.run();
                return null;
              }));
    }

    go.countDown();

    finish(calls);
    assertServes();
  }

  @Test
  void spinningFilters_moreThanThereAreCores_loseNothingForTheRest() throws Exception {
    prepare(SAY);
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
      Worker worker = workers.get(i % WORKERS);
      calls.add(callers.submit(() -> denied(worker, SPIN)));
      calls.add(callers.submit(() -> repeat(() -> answered(worker))));
    }

    finish(calls);
    assertServes();
  }

  @Test
  void filtersThatHoldEventLoops_onMoreCallsThanThereAreLoops_loseNothingForTheRest()
      throws Exception {
    prepare(SAY);
    List<Future<?>> calls = new ArrayList<>();
    for (Worker worker : workers) {
      calls.add(callers.submit(() -> failed(worker, SPIN_ON_LOOP)));
    }

    finish(calls);
    assertServes();
  }

  private void prepare(PeerConf... routes) {
    for (Worker worker : workers) {
      for (PeerConf route : routes) {
        worker.call(route, Worker.path());
      }
    }
  }

  private void finish(List<Future<?>> calls) throws Exception {
    for (Future<?> each : calls) {
      each.get();
    }
    assertThat(failures).isEmpty();
  }

  private void assertServes() throws Exception {
    try (Worker next = new Worker(socket)) {
      answered(next);
    }
    assertThat(failures).isEmpty();
    runner.terminate();
    assertThat(runner.awaitEnd()).isZero();
  }

  private static void repeat(Runnable call) {
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
  }

  private void answered(Worker worker) {
    PeerReply reply = worker.call(SAY, Worker.path());
    if (!Worker.body(reply).equals(Optional.of("hi"))) {
      failures.add("say: " + reply);
    }
  }

  private void failed(Worker worker, PeerConf route) {
    PeerReply reply = worker.call(route, Worker.path());
    if (!(reply instanceof Failed)) {
      failures.add(route.key() + ": " + reply);
    }
  }

  private void denied(Worker worker, PeerConf route) {
    PeerReply reply = worker.call(route, Worker.path());
    if (!(reply instanceof Failed failed)
        || !failed.code().equals(Optional.of(ErrorCode.SERVICE_UNAVAILABLE))) {
      failures.add(route.key() + ": " + reply);
    }
  }
}
