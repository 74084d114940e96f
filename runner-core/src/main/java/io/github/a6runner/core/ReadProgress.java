/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a peer reads on what it was sent: the runner has to keep the rest, and who reads nothing
 * of it would have it kept for ever. For the connection's event loop, which looks now and then.
 */
final class ReadProgress {
  /**
   * In so many looks, each a second after the one before, a peer may read nothing; it is on the
   * same machine, and waits for what it is sent. Looks are counted, not seconds: in a time in which
   * something held the event loop nothing could leave.
   */
  static final int LOOKS = 10;

  /** The same while it owes an answer: it may wait for a client that is slow to send a body. */
  static final int LOOKS_OWED = 600;

  static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private long backlog;
  private long lookedNanos;
  private boolean owed;
  private int looks;

  /** What is wrong if {@link #isStalled}; null if nothing is. */
  @Nullable String problem(long nowNanos, long backlogNow, boolean owes) {
    return isStalled(nowNanos, backlogNow, owes)
        ? "a reply is not read on (expected: that something of it is within %d s)"
            .formatted(TimeUnit.NANOSECONDS.toSeconds(patience(owes) * LOOK_NANOS))
        : null;
  }

  /**
   * Looks.
   *
   * @param nowNanos the time
   * @param backlogNow as {@link Outgoing#backlog}
   * @param owes whether the peer owes an answer
   * @return whether nothing was read for too long; the connection is then of no use
   */
  boolean isStalled(long nowNanos, long backlogNow, boolean owes) {
    if (backlogNow == 0 || backlogNow != backlog || owes != owed) {
      backlog = backlogNow;
      owed = owes;
      lookedNanos = nowNanos;
      looks = 0;
    } else if (nowNanos - lookedNanos >= LOOK_NANOS) {
      lookedNanos = nowNanos;
      looks++;
    }
    return looks >= patience(owes);
  }

  private static int patience(boolean owes) {
    return owes ? LOOKS_OWED : LOOKS;
  }

  /** All that was sent before is read: what is not read from here on is another reply. */
  void allRead() {
    backlog = 0;
    looks = 0;
  }
}
