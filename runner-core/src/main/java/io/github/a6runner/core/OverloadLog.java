/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log how many calls were too many, now and then and not for each. Thread-safe. */
final class OverloadLog {
  private static final Logger logger = LoggerFactory.getLogger(OverloadLog.class);

  /** How long at least from one line to the next. */
  static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final int limit;
  private final LongSupplier nanoTime;
  private long unsaid; // guarded by this
  private boolean said; // guarded by this
  private long saidAtNanos; // guarded by this

  /**
   * Makes a log that has said nothing.
   *
   * @param limit how many calls may be in flight
   * @param nanoTime the clock
   */
  OverloadLog(int limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /** Counts a call that was denied. */
  synchronized void denied() {
    unsaid++;
    sayIfDue();
  }

  /**
   * Says what is left to say, if the last line is long enough ago. To be called again and again.
   */
  synchronized void sayIfDue() {
    if (unsaid == 0) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (said && now - saidAtNanos < PAUSE_NANOS) {
      return;
    }
    logger.warn(
        "calls denied for overload: {} (expected: at most {} in flight, as max-calls-in-flight"
            + " says)",
        unsaid,
        limit);
    unsaid = 0;
    said = true;
    saidAtNanos = now;
  }
}
