/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many hold a thing that is let go of when the last of them does. Made with one. Thread-safe,
 * and without a lock, since every call of a route counts itself in and out.
 */
final class Holders {
  private final AtomicInteger count = new AtomicInteger(1);

  /** Counts one more; false if the last has let go already. */
  boolean hold() {
    int now = count.get();
    while (now > 0) {
      int found = count.compareAndExchange(now, now + 1);
      if (found == now) {
        return true;
      }
      now = found;
    }
    return false;
  }

  /** Counts one less; true if that was the last. */
  boolean release() {
    return count.decrementAndGet() == 0;
  }
}
