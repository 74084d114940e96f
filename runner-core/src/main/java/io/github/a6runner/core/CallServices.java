/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What every call of a server is run with. Immutable, but for what its parts do.
 *
 * @param workers the threads on which filters may block
 * @param policies what becomes of a call when a filter fails it
 * @param deadlineNanos how long a call may take
 * @param nanoTime the clock
 * @param demoted names of filters that said they would not block and did; a set for all threads
 * @param failures counts what goes wrong, and says it
 * @param passedOver filters of which the log has said that they have nothing to do in a phase; a
 *     set for all threads
 * @param hooks who is told what becomes of calls
 * @param meter measures calls, if anybody wants to know
 */
record CallServices(
    Executor workers,
    FailurePolicies policies,
    long deadlineNanos,
    LongSupplier nanoTime,
    Set<String> demoted,
    FailureLog failures,
    Set<String> passedOver,
    RunnerHooks hooks,
    CallMeter meter) {

  static CallServices of(RunnerConfig config, Executor workers, LongSupplier nanoTime) {
    return of(config, workers, nanoTime, RunnerHooks.NONE);
  }

  static CallServices of(
      RunnerConfig config, Executor workers, LongSupplier nanoTime, RunnerHooks hooks) {
    return new CallServices(
        workers,
        config.failurePolicies(),
        config.callDeadline().toNanos(),
        nanoTime,
        ConcurrentHashMap.newKeySet(),
        new FailureLog(nanoTime, hooks),
        ConcurrentHashMap.newKeySet(),
        hooks,
        new CallMeter(hooks.events(), nanoTime));
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

  /** Whether a filter may block: those that say nothing else, and those that were wrong. */
  boolean mayBlock(Link.Usable link) {
    return link.loaded().execution() == Execution.BLOCKING
        || (!demoted.isEmpty() && demoted.contains(link.filterName()));
  }
}
