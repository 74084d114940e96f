/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.peer.PeerConf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A soak: the distribution under everything that may happen to it in months, at a fixed moderate
 * rate, while somebody looks at what it holds. It tells what was wrong and what has become more.
 */
final class Soak {
  private static final int RENEWED_WORKERS = 3;
  private static final Duration RELOAD_PATIENCE = Duration.ofSeconds(30);

  private final SoakPlan plan;
  private final Path folder;
  private final SoakCounts counts = new SoakCounts();
  private final SoakPlugin plugin;
  private final List<AutoCloseable> clients = new ArrayList<>();
  private volatile boolean isHandingOver;

  Soak(SoakPlan plan, Path folder) throws IOException {
    this.plan = plan;
    this.folder = folder;
    this.plugin = new SoakPlugin(folder);
  }

  /** What may go wrong in a step. */
  private interface Step {
    void run() throws Exception;
  }

  SoakCounts counts() {
    return counts;
  }

  /** Runs it; each minute a line goes to somebody. */
  SoakGrowth run(Consumer<String> progress) throws Exception {
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(32);
    try (SoakRunners runners = new SoakRunners(folder, plugin, counts)) {
      runners.start();
      begin(threads, runners);
      SoakGrowth growth = watch(runners.probe(), progress);
      threads.shutdown();
      if (!threads.awaitTermination(90, TimeUnit.SECONDS)) {
        counts.wrong("end: a call has not come back");
      }
      for (AutoCloseable client : clients) {
        client.close();
      }
      runners.end();
      return growth;
    } finally {
      threads.shutdownNow();
    }
  }

  private void begin(ScheduledExecutorService threads, SoakRunners runners) {
    for (int i = 0; i < SoakPlan.CALLERS; i++) {
      SoakCaller caller = new SoakCaller(runners.socket(), plugin, counts);
      clients.add(caller);
      at(threads, "call", 1000L * SoakPlan.CALLERS / SoakPlan.RATE, caller::next);
    }
    SoakTrouble trouble = new SoakTrouble(runners.socket(), plugin, counts);
    at(threads, "disconnect", 150, trouble::disconnect);
    at(threads, "half frame", 200, trouble::halfFrame);
    at(threads, "slow reader", 2000, trouble::readSlowly);
    SoakCaller judge = new SoakCaller(runners.socket(), plugin, counts);
    clients.add(judge);
    at(threads, "reload", plan.reload().toMillis(), () -> reload(judge));
    for (int i = 0; i < RENEWED_WORKERS; i++) {
      SocketWorker worker = new SocketWorker(runners.renewedSocket(), route(i));
      clients.add(worker);
      String conf = "renewed-" + i;
      at(threads, "renewed", 25, () -> call(worker, conf));
    }
    var unused =
        threads.scheduleWithFixedDelay(
            () -> step("restart", () -> handOver(runners)),
            plan.restart().toMillis(),
            plan.restart().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** At a rate; a step that was late is made up for. */
  private void at(ScheduledExecutorService threads, String name, long millis, Step step) {
    var unused =
        threads.scheduleAtFixedRate(() -> step(name, step), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void step(String name, Step step) {
    try {
      step.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | AssertionError e) {
      counts.wrong(name + ": " + e);
    }
  }

  private void handOver(SoakRunners runners) throws Exception {
    isHandingOver = true;
    try {
      runners.renew();
    } finally {
      isHandingOver = false;
    }
  }

  private static PeerConf route(int number) {
    return Worker.route("renewed-" + number, "Quick", "renewed-" + number);
  }

  /** A call to the runner that others take over from. */
  private void call(SocketWorker worker, String conf) throws IOException {
    String path = Worker.path();
    boolean before = isHandingOver;
    Optional<String> body;
    try {
      body = Worker.body(worker.call(path));
    } catch (NotSentException e) {
      if (before || isHandingOver) {
        counts.notSent.incrementAndGet();
        return;
      }
      throw e;
    } finally {
      counts.calls.incrementAndGet();
    }
    if (body.filter(text -> text.endsWith(" " + conf + " " + path)).isEmpty()) {
      counts.wrong("renewed: " + path + ": " + body);
    }
  }

  /** Replaces the plugin, and waits until the new version answers. */
  private void reload(SoakCaller judge) throws IOException {
    long next = plugin.publish();
    long end = System.nanoTime() + RELOAD_PATIENCE.toNanos();
    while (judge.judged(SoakKind.QUICK, 0) < next) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("reload: version " + next + " does not answer");
      }
      pause(50);
    }
    plugin.settled();
    counts.reloads.incrementAndGet();
  }

  private SoakGrowth watch(SoakProbe probe, Consumer<String> progress) throws Exception {
    List<Map<SoakThing, Long>> samples = new ArrayList<>();
    long begun = System.nanoTime();
    long minute = 1;
    Duration passed = Duration.ZERO;
    while (passed.compareTo(plan.length()) < 0 || samples.size() < SoakGrowth.LEAST) {
      pause(plan.sample().multipliedBy(samples.size() + 1L).minus(passed).toMillis());
      samples.add(probe.look());
      passed = Duration.ofNanos(System.nanoTime() - begun);
      if (passed.toMinutes() >= minute) {
        minute = passed.toMinutes() + 1;
        progress.accept(
            "%d min: %s; %s".formatted(minute - 1, counts, samples.get(samples.size() - 1)));
      }
    }
    return new SoakGrowth(samples);
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
