/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.core.FilterReport;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What one call's filters did, as the runner tells it. Thread-safe. */
final class CallTrace {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final List<TextEntry> conf;
  private final List<String> begun = new ArrayList<>(); // guarded by this
  private final List<FilterStep> steps = new ArrayList<>(); // guarded by this
  private final List<CallFailure> problems = new ArrayList<>(); // guarded by this
  private boolean denied; // guarded by this
  private boolean over; // guarded by this

  /**
   * Makes the trace of a call that has not begun.
   *
   * @param conf the filters of the call's route, with their configurations
   */
  CallTrace(List<TextEntry> conf) {
    this.conf = conf;
  }

  List<TextEntry> conf() {
    return conf;
  }

  synchronized void begin(String filter) {
    begun.add(filter);
    notifyAll();
  }

  synchronized void end(FilterReport report) {
    steps.add(
        new FilterStep(report, conf.get(report.index()).value().map(Text::string).orElse("")));
  }

  synchronized void problem(CallFailure problem) {
    problems.add(problem);
  }

  synchronized void deny() {
    denied = true;
  }

  synchronized boolean isDenied() {
    return denied;
  }

  /** Whether a filter has begun and neither decided nor failed. */
  synchronized boolean isCutOff() {
    return begun.size() > steps.size();
  }

  synchronized void over() {
    over = true;
    notifyAll();
  }

  synchronized List<FilterStep> steps() {
    return List.copyOf(steps);
  }

  synchronized List<CallFailure> problems() {
    return List.copyOf(problems);
  }

  /** Waits until any filter has begun, or the call is over. */
  synchronized void awaitAny() {
    await(() -> !begun.isEmpty(), "a filter");
  }

  /**
   * Waits until a filter has begun.
   *
   * @throws AssertionError if the call is over before it has
   */
  synchronized void await(String filter) {
    await(() -> begun.contains(filter), "filter " + filter);
    if (!begun.contains(filter)) {
      throw new AssertionError(
          "filter %s: not called, but %s were (expected: that it is at work)"
              .formatted(filter, begun));
    }
  }

  private synchronized void await(BooleanSupplier done, String what) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!done.getAsBoolean() && !over) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(what + ": not called within 30 s (expected: that it is at work)");
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(what + ": interrupted while waiting for it", e);
      }
    }
  }
}
