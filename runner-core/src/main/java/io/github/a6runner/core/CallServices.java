/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.count.LimitedCount;
import io.github.a6runner.core.count.Share;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.LoadLimits;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.thread.Workers;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What every call of a server is run with. Immutable, but for what its parts do.
 *
 * @param threads those on which filters may block
 * @param filters what is known of each filter
 * @param deadlineNanos how long a call may take; {@link FilterWatch#NEVER} if deadlines are off
 * @param nanoTime the clock
 * @param failures counts what goes wrong, and says it
 * @param stuck the threads that filters do not give back
 * @param bodyWaits the calls that wait for a body from APISIX
 * @param confWaits the calls that wait for their confs
 * @param bytes what large messages may take up
 * @param passedOver the filters that confs name in a phase in which they do nothing
 * @param hooks who is told what becomes of calls
 * @param meter measures calls, if anybody wants to know
 */
record CallServices(
    FilterThreads threads,
    FilterWatches filters,
    long deadlineNanos,
    LongSupplier nanoTime,
    FailureLog failures,
    StuckThreads stuck,
    LimitedCount bodyWaits,
    Share confWaits,
    ByteBudget bytes,
    PassedOver passedOver,
    RunnerHooks hooks,
    CallMeter meter) {
  /**
   * Filters that hang in their configure leave half of the calls in flight, on however many confs.
   */
  private static final int CONF_WAITS_PART = 2;

  static CallServices of(
      RunnerConfig config, Executor workers, LongSupplier nanoTime, RunnerHooks hooks) {
    FailureLog failures = new FailureLog(nanoTime, hooks);
    return new CallServices(
        threads(config, workers),
        new FilterWatches(config),
        config.deadlines() ? config.callDeadline().toNanos() : FilterWatch.NEVER,
        nanoTime,
        failures,
        new StuckThreads(failures.sparse(), nanoTime),
        new LimitedCount(config.load().maxCallsWaiting()),
        new Share(Math.max(1, config.maxCallsInFlight() / CONF_WAITS_PART)),
        new ByteBudget(config.load().maxBytesInFlight()),
        new PassedOver(),
        hooks,
        new CallMeter(hooks.events(), nanoTime));
  }

  /** Threads are shared where there are only so many. */
  private static FilterThreads threads(RunnerConfig config, Executor workers) {
    int threads = config.workerThreads();
    int places = config.load().maxCallsQueued();
    return Workers.ARE_UNLIMITED
        ? FilterThreads.unlimited(workers, threads, places)
        : FilterThreads.sharing(workers, threads, places);
  }

  /** How far all of it is from its limits. */
  RunnerLoad load(LoadLimits limits, int loopsLost) {
    return new RunnerLoad(
        threads.queued(), bodyWaits.count(), bytes.reserved(), loopsLost, filters.load(), limits);
  }

  /** Whether anybody wants to know what becomes of calls. */
  boolean isObserved() {
    return observer() != CallObserver.NONE;
  }

  CallObserver observer() {
    return hooks.observer();
  }

  RunnerEvents events() {
    return hooks.events();
  }

  LogContext log() {
    return hooks.log();
  }

  /** Whether calls that take too long are ended; if not, somebody may be looking for why. */
  boolean hasDeadlines() {
    return deadlineNanos < FilterWatch.NEVER;
  }

  /** What becomes of a call when a filter of it fails. */
  FailurePolicies policies() {
    return filters.policies();
  }
}
