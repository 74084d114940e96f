/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.count;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many hold a thing that is let go of when the last of them does. Made with one. Thread-safe,
 * and without a lock, since every call of a route counts itself in and out.
 */
public final class Holders {
  private final AtomicInteger count = new AtomicInteger(1);

  /** Counts the one who makes it. */
  public Holders() {}

  /**
   * Counts one more.
   *
   * @return false if the last has let go already
   */
  public boolean hold() {
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

  /**
   * Counts one less.
   *
   * @return whether that was the last
   */
  public boolean release() {
    return count.decrementAndGet() == 0;
  }
}
