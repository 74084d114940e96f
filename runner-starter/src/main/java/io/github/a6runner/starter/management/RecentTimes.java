/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long the last turns of a filter took. Thread-safe, and quick to add to. */
final class RecentTimes {
  private static final int KEPT = 256;
  private static final double P99 = 0.99;
  private static final double NANOS = 1e9;

  private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
  private final AtomicLong count = new AtomicLong();

  /**
   * What they come to.
   *
   * @param turns how many there were ever
   * @param mean the mean of the last ones, in seconds
   * @param p99 what 99 of 100 of the last ones were within, in seconds
   */
  record Summary(long turns, double mean, double p99) {}

  void add(long took) {
    nanos.setRelease((int) (count.getAndIncrement() % KEPT), took);
  }

  Summary summary() {
    long turns = count.get();
    int kept = (int) Math.min(turns, KEPT);
    if (kept == 0) {
      return new Summary(0, 0, 0);
    }
    long[] last = new long[kept];
    Arrays.setAll(last, nanos::getAcquire);
    Arrays.sort(last);
    int rank = (int) Math.ceil(kept * P99) - 1;
    return new Summary(turns, Arrays.stream(last).average().orElse(0) / NANOS, last[rank] / NANOS);
  }
}
