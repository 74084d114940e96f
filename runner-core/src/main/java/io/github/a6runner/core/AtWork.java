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
interface AtWork {

  /** The turn that it is part of. */
  FilterTurn turn();

  /** The worker's thread that it is on; null if it is on none. */
  @Nullable Thread worker();

  /** Whether it is still on a thread. */
  boolean holds(Thread thread);

  /** Interrupts it if it is still on a thread. */
  void interrupt(Thread thread);

  /**
   * Has it begin on a thread of a pool if it waits for a virtual one's carrier; once. For the
   * watchdog's thread.
   */
  void rescue();

  /** What the watchdog has seen of it on a thread so far. For the watchdog's thread. */
  Hogs.Sighting sighting(Thread thread, long nowNanos);
}
