/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import org.jspecify.annotations.Nullable;

/**
 * Code of a filter that runs on a worker's thread, or is going to: the filter's phase itself, or
 * what it does with an answer of APISIX. Thread-safe.
 */
abstract class AtWork {
  private volatile @Nullable Queued queued;
  private Hogs.@Nullable Sighting sighting; // the watchdog's thread's

  /** The turn that it is part of. */
  abstract FilterTurn turn();

  /** The worker's thread that it is on; null if it is on none. */
  abstract @Nullable Thread worker();

  /** Whether it is still on a thread. */
  abstract boolean holds(Thread thread);

  /** Interrupts it if it is still on a thread. */
  abstract void interrupt(Thread thread);

  /** Whether it has had a thread, and so waits for none. */
  abstract boolean hasBegun();

  /** Gives it to the workers, as work of its filter; once. */
  final void queue(FilterThreads workers, FilterWork work) {
    Queued waiting = new Queued(workers, turn().watch(), work);
    queued = waiting;
    waiting.begin();
  }

  /** Whether it waits, or has waited, for a thread of the workers. */
  final boolean isQueued() {
    return queued != null;
  }

  /**
   * Has it begin on a thread of a pool if it waits for a virtual one's carrier; once. For the
   * watchdog's thread.
   */
  final void rescue() {
    Queued waiting = queued;
    if (waiting != null && !hasBegun()) {
      waiting.rescue();
    }
  }

  /** Takes its place away if it waits for a thread: nobody waits for it any more. */
  final void forgetIfWaiting() {
    Queued waiting = queued;
    if (waiting != null && !hasBegun()) {
      waiting.forget();
    }
  }

  /** What the watchdog has seen of it on a thread so far. For the watchdog's thread. */
  final Hogs.Sighting sighting(Thread thread, long nowNanos) {
    Hogs.Sighting known = Hogs.Sighting.of(sighting, thread, nowNanos);
    sighting = known;
    return known;
  }
}
