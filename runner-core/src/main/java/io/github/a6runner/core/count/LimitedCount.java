/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what there is of something at one time, up to a limit. Thread-safe, without a lock. */
final class InFlight {
  private final int limit;
  private final AtomicInteger count = new AtomicInteger();

  InFlight(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  /** How many there are. */
  int count() {
    return count.get();
  }

  /** Lets one in; false if there are too many. */
  boolean tryEnter() {
    int now = count.get();
    while (now < limit) {
      int found = count.compareAndExchange(now, now + 1);
      if (found == now) {
        return true;
      }
      now = found;
    }
    return false;
  }

  /** Lets one out. */
  void leave() {
    count.decrementAndGet();
  }
}
