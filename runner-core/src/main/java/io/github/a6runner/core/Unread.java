/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a peer was sent and does not read: the runner has to keep it, and who reads nothing of it
 * would have it kept for ever. For the watchdog's thread, which looks now and then.
 */
final class Unread {
  /** How long a peer may read nothing; it is on the same machine, and waits for what it is sent. */
  static final long STILL_NANOS = TimeUnit.SECONDS.toNanos(10);

  private long bytes;
  private long sinceNanos;

  /** What has gone on for too long, if something has; the connection is then of no use. */
  @Nullable String problem(long nowNanos, long bytesNow) {
    if (bytesNow == 0 || bytesNow != bytes) {
      bytes = bytesNow;
      sinceNanos = nowNanos;
    }
    return nowNanos - sinceNanos < STILL_NANOS
        ? null
        : "a reply is not read on (expected: that something of it is within 10 s)";
  }
}
