/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import java.lang.management.ManagementFactory;

/** Measures what a piece of work allocates on the heap, in garbage and in what it keeps. */
final class Allocation {

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What is allocated only once, when a class is loaded, is not there the second time. */
  private static final int TRIES = 3;

  private Allocation() {}

  /** Fails if work allocates more than a number of bytes each time it is done. */
  static void requireAtMost(long most, Runnable work) {
    long least = Long.MAX_VALUE;
    for (int tries = 0; tries < TRIES && least > most; tries++) {
      least = Math.min(least, of(work));
    }
    if (least > most) {
      throw new AssertionError("allocated: " + least + " bytes (expected: at most " + most + ")");
    }
  }

  private static long of(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
