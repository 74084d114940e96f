/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the runner keeps of one filter for all of its calls: what becomes of those that it fails,
 * how long it may take, and whether it blocks although it said it would not. Thread-safe.
 */
final class FilterWatch {
  /** A time that is never over. */
  static final long NEVER = Long.MAX_VALUE / 2;

  private static final int OVERRUNS_TO_DEMOTE = 2;

  private final String name;
  private final FailurePolicy policy;
  private final long deadlineNanos;
  private final AtomicInteger stuck = new AtomicInteger();
  private volatile boolean demoted;
  private int overruns; // guarded by this

  /**
   * Makes the watch of a filter that has not run.
   *
   * @param name its name
   * @param policy what becomes of the calls that it fails
   * @param deadlineNanos how long it may work on one call; {@link #NEVER} for as long as the call
   */
  FilterWatch(String name, FailurePolicy policy, long deadlineNanos) {
    this.name = name;
    this.policy = policy;
    this.deadlineNanos = deadlineNanos;
  }

  String name() {
    return name;
  }

  /** What becomes of a call that it fails. */
  OnFailure onFailure() {
    return policy.onFilterFailure();
  }

  /** Whether what it changes is undone when it fails. */
  boolean isSkippedOnFailure() {
    return policy.onFilterFailure() instanceof OnFailure.Skip;
  }

  boolean hasDeadline() {
    return deadlineNanos < NEVER;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** How many threads it holds that do not react to their interrupt. */
  int stuck() {
    return stuck.get();
  }

  /** Some threads more, or fewer, are stuck in it. */
  void stuck(int more) {
    stuck.addAndGet(more);
  }

  /** Whether it is run as a blocking one, whatever it says. */
  boolean isDemoted() {
    return demoted;
  }

  /** It has held an event loop for long; true if that was once too often, and it is demoted. */
  synchronized boolean overran() {
    overruns++;
    demoted = overruns >= OVERRUNS_TO_DEMOTE;
    return demoted;
  }

  /** It gets another chance: it may be another one now. */
  synchronized void forgive() {
    overruns = 0;
    demoted = false;
  }
}
