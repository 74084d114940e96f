/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The request ids of one nginx worker: its number in the upper ten bits, a count from 0 in the
 * lower 22, which starts again after 4,194,303. Free to share between threads.
 */
final class CallIds {

  /** The highest worker number that leaves an id within 32 bits. */
  static final int MAX_WORKER_ID = 1023;

  private static final int COUNT_BITS = 22;
  private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;

  private final long upperBits;
  private final AtomicInteger count;

  CallIds(int workerId) {
    this(workerId, 0);
  }

  /** Counts from a number that is not the first. */
  CallIds(int workerId, int start) {
    this.upperBits = (long) workerId << COUNT_BITS;
    this.count = new AtomicInteger(start);
  }

  /** Returns an id that no call of this worker has had in the last four million. */
  long next() {
    return upperBits | (count.getAndIncrement() & COUNT_MASK);
  }
}
