/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import org.jspecify.annotations.Nullable;

/**
 * Where a filter is in its turn: on its connection's thread, on a worker's, or on neither. What
 * does not say otherwise is guarded by the {@link Attendance}.
 */
final class TurnThreads {
  private volatile long onLoopSinceNanos;
  private volatile boolean onLoop;
  private @Nullable Thread loop;
  private boolean interrupted;
  private long waitedForNanos;
  private @Nullable Thread worker;
  private Runnable afterwards = () -> {};

  /** The filter is about to be called on this thread, which is its connection's. */
  void enterLoop(long nowNanos) {
    onLoopSinceNanos = nowNanos;
    loop = Thread.currentThread();
    onLoop = true;
  }

  /** The filter has returned from there; gives back what is to be done then, without a lock. */
  Runnable leaveLoop() {
    onLoop = false;
    return leave();
  }

  /** The filter is about to be called on this thread, which is a worker's. */
  void enterWorker() {
    worker = Thread.currentThread();
  }

  /** The filter has returned from there; gives back what is to be done then, without a lock. */
  Runnable leaveWorker() {
    worker = null;
    return leave();
  }

  /**
   * From here on the thread is another's, so an interrupt must not stay in it, whether it came late
   * or was the filter's own.
   */
  private Runnable leave() {
    Thread.interrupted();
    return afterwards;
  }

  /** Has something done when the filter is off its thread; false if it is on none. */
  boolean whenOff(Runnable action) {
    if (isIdle()) {
      return false;
    }
    afterwards = action;
    return true;
  }

  /** Whether the filter is on no thread. */
  boolean isIdle() {
    return worker == null && !onLoop;
  }

  /** Whether the filter is on this one. */
  boolean isOn(Thread thread) {
    return worker == thread || loop() == thread;
  }

  /** The worker's thread that the filter is on; null if it is on none. */
  @Nullable Thread worker() {
    return worker;
  }

  /** The connection's thread, if the filter is on it; else null. */
  @Nullable Thread loop() {
    return onLoop ? loop : null;
  }

  /** Whether the filter is on the connection's thread at this moment. For any thread. */
  boolean isOnLoop() {
    return onLoop;
  }

  /** How long the filter has held the connection's thread by now; 0 if not at all. For any one. */
  long loopNanos(long nowNanos) {
    return onLoop ? nowNanos - onLoopSinceNanos : 0;
  }

  /** Interrupts the filter if it still holds the connection's thread; true the first time. */
  boolean interruptLoop(long nowNanos) {
    Thread thread = loop();
    if (thread == null) {
      return false;
    }
    thread.interrupt();
    boolean first = !interrupted;
    if (first) {
      interrupted = true;
      waitedForNanos = nowNanos;
    }
    return first;
  }

  /**
   * Whether the filter was interrupted on the connection's thread so long ago that it will not
   * return; true once each time that it was given as long again.
   */
  boolean losesLoop(long nowNanos) {
    boolean deaf =
        onLoop && interrupted && nowNanos - waitedForNanos >= StuckThreads.PATIENCE_NANOS;
    if (deaf) {
      waitedForNanos = nowNanos;
    }
    return deaf;
  }
}
