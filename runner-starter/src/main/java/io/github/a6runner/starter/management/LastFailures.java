/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.Cause;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last failures of calls: which filter, and why, but nothing of what it said. Thread-safe. */
final class LastFailures {
  private static final int KEPT = 50;

  private final Deque<Failure> failures = new ArrayDeque<>(KEPT); // guarded by this

  /**
   * One failure.
   *
   * @param time when it was
   * @param filter the filter, if it is about one
   * @param phase the call's phase
   * @param cause why
   */
  record Failure(Instant time, Optional<String> filter, Phase phase, Cause cause) {}

  synchronized void add(Failure failure) {
    if (failures.size() == KEPT) {
      failures.removeFirst();
    }
    failures.addLast(failure);
  }

  /** The last ones, the newest first. */
  synchronized List<Failure> newestFirst() {
    List<Failure> newest = new ArrayList<>(failures);
    Collections.reverse(newest);
    return newest;
  }
}
