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
 * @param observer who is told what becomes of calls
 */
record CallServices(
    Executor workers,
    FailurePolicies policies,
    long deadlineNanos,
    LongSupplier nanoTime,
    Set<String> demoted,
    FailureLog failures,
    Set<String> passedOver,
    CallObserver observer) {

  static CallServices of(RunnerConfig config, Executor workers, LongSupplier nanoTime) {
    return of(config, workers, nanoTime, CallObserver.NONE);
  }

  static CallServices of(
      RunnerConfig config, Executor workers, LongSupplier nanoTime, CallObserver observer) {
    return new CallServices(
        workers,
        config.failurePolicies(),
        config.callDeadline().toNanos(),
        nanoTime,
        ConcurrentHashMap.newKeySet(),
        new FailureLog(nanoTime, observer),
        ConcurrentHashMap.newKeySet(),
        observer);
  }

  /** Whether anybody wants to know what becomes of calls. */
  boolean isObserved() {
    return observer != CallObserver.NONE;
  }

  /** Whether a filter may block: those that say nothing else, and those that were wrong. */
  boolean mayBlock(Link.Usable link) {
    return link.loaded().execution() == Execution.BLOCKING
        || (!demoted.isEmpty() && demoted.contains(link.filterName()));
  }
}
