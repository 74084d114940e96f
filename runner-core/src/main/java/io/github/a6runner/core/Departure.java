/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.TimeUnit;

/** How a connection ends because the runner does: when one that carries no call is let go of. */
enum Departure {
  /** Not at all. */
  STAYS(Long.MAX_VALUE),

  /**
   * When nothing has come for so long that a gateway has no use for it just now, but would take it
   * as soon as one that it does use is closed.
   */
  WHEN_UNUSED(TimeUnit.MILLISECONDS.toNanos(50)),

  /**
   * When nothing has come for some milliseconds. A gateway may take a connection again the very
   * moment that a reply is there, and would not see that it is being closed behind it.
   */
  WHEN_QUIET(TimeUnit.MILLISECONDS.toNanos(5)),

  /** Behind its next reply, and not before. */
  AFTER_REPLY(Long.MAX_VALUE),

  /** At once. */
  WHEN_IDLE(0);

  private final long leastQuietNanos;

  Departure(long leastQuietNanos) {
    this.leastQuietNanos = leastQuietNanos;
  }

  /** Whether a connection that has carried nothing for so long is closed. */
  boolean closesIdle(long quietNanos) {
    return quietNanos >= leastQuietNanos;
  }

  /** Whether a connection is closed that has just carried a reply. */
  boolean closesBehindReply() {
    return this == AFTER_REPLY || this == WHEN_IDLE;
  }
}
