/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread, or the garbage collector, is about to do. */
public final class Until {
  private static final Duration COLLECTED = Duration.ofSeconds(20);

  private Until() {}

  /** Waits until something is so, as long as a test may take. */
  public static void met(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  /** Whether nothing holds on to an object any more; false if something still does after long. */
  public static boolean isCollected(WeakReference<?> reference) {
    return collects(() -> reference.get() == null);
  }

  /** The same for a condition on several of them. */
  public static boolean collects(BooleanSupplier condition) {
    long end = System.nanoTime() + COLLECTED.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
      System.gc();
    }
    return condition.getAsBoolean();
  }
}
