/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import org.jspecify.annotations.Nullable;

/**
 * A filter's hold of its connection's thread, from when it is called there until it returns. What
 * does not say otherwise is guarded by the filter's turn.
 */
final class LoopHold {
  private volatile long sinceNanos;
  private volatile boolean held;
  private @Nullable Thread loop;
  private boolean interrupted;
  private long interruptedNanos;
  private boolean losing;

  /** The filter is about to be called on this thread. */
  void begin(long nowNanos) {
    sinceNanos = nowNanos;
    loop = Thread.currentThread();
    held = true;
  }

  /** The filter has returned. */
  void end() {
    held = false;
  }

  /** Whether the filter holds the thread at this moment. For any thread. */
  boolean isHeld() {
    return held;
  }

  /** How long the filter has held it by now; 0 if it does not hold it. For any thread. */
  long nanos(long nowNanos) {
    return held ? nowNanos - sinceNanos : 0;
  }

  /** The thread that is held; null if none is. */
  @Nullable Thread thread() {
    return held ? loop : null;
  }

  /** Interrupts the filter if it still holds the thread; true the first time. */
  boolean interrupt(long nowNanos) {
    Thread thread = thread();
    if (thread == null) {
      return false;
    }
    thread.interrupt();
    boolean first = !interrupted;
    if (first) {
      interrupted = true;
      interruptedNanos = nowNanos;
    }
    return first;
  }

  /**
   * Whether the filter was interrupted so long ago that it will not return; true once for as long
   * as it holds the thread.
   */
  boolean loses(long nowNanos) {
    boolean deaf =
        held && interrupted && nowNanos - interruptedNanos >= StuckThreads.PATIENCE_NANOS;
    boolean fresh = deaf && !losing;
    losing = deaf;
    return fresh;
  }
}
