/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Counts the calls in flight, up to a limit. Thread-safe, and without a lock. */
final class InFlight {
  /** How long one who waits for the last call sleeps at most: it is woken by that call. */
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final int limit;
  private final AtomicInteger count = new AtomicInteger();
  private volatile @Nullable Thread waiting;

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

  /** Lets a call in; false if there are too many. */
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

  /** Lets a call out. */
  void leave() {
    if (count.decrementAndGet() == 0) {
      LockSupport.unpark(waiting);
    }
  }

  /** Waits until there is none, for a limited time; false if there still is. For one thread. */
  boolean awaitNone(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    waiting = Thread.currentThread();
    while (count.get() > 0 && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(this, Math.min(NAP_NANOS, end - System.nanoTime()));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    waiting = null;
    return count.get() == 0;
  }
}
