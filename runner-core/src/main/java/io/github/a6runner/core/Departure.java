/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.TimeUnit;

/** How a connection ends because the runner does: when one that carries no call is let go of. */
enum Departure {
  /** Not at all. */
  STAYS,

  /**
   * When nothing has come for some milliseconds. A gateway may take a connection again the very
   * moment that a reply is there, and would not see that it is being closed behind it.
   */
  WHEN_QUIET,

  /** Behind its next reply, and not before. */
  AFTER_REPLY,

  /** At once. */
  WHEN_IDLE;

  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Whether a connection that has carried nothing for so long is closed. */
  boolean closesIdle(long quietNanos) {
    return this == WHEN_IDLE || (this == WHEN_QUIET && quietNanos >= QUIET_NANOS);
  }

  /** Whether a connection is closed that has just carried a reply. */
  boolean closesBehindReply() {
    return this == AFTER_REPLY || this == WHEN_IDLE;
  }
}
