/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.count;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what there is of something at one time, up to a limit. Thread-safe, without a lock. */
public final class LimitedCount {
  private final int limit;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * Makes a count of nothing.
   *
   * @param limit how many there may be
   */
  public LimitedCount(int limit) {
    this.limit = limit;
  }

  /**
   * How many there may be.
   *
   * @return the same each time
   */
  public int limit() {
    return limit;
  }

  /**
   * How many there are.
   *
   * @return at this moment
   */
  public int count() {
    return count.get();
  }

  /**
   * Lets one in.
   *
   * @return false if there are too many
   */
  public boolean tryEnter() {
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
  public void leave() {
    count.decrementAndGet();
  }
}
