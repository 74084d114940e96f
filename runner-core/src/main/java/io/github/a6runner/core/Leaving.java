/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.function.LongSupplier;

/**
 * How a connection is to end, and for how long nothing has happened on it. For the connection's
 * event loop.
 */
final class Leaving {
  private final LongSupplier nanoTime;
  private Departure how = Departure.STAYS;
  private long quietSince;

  /**
   * Makes one of a connection that stays.
   *
   * @param nanoTime the time
   */
  Leaving(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** It is to end in a certain way. */
  void begin(Departure departure) {
    if (how == Departure.STAYS) {
      heard();
    }
    how = departure;
  }

  /** Something has come just now. */
  void heard() {
    quietSince = nanoTime.getAsLong();
  }

  /** Nothing is under way any more: true if it is to end right here, behind a reply. */
  boolean endsBehindReply() {
    if (how == Departure.STAYS) {
      return false;
    }
    heard();
    return how.closesBehindReply();
  }

  /** Whether it has been quiet for long enough to end. */
  boolean endsIdle() {
    return how.closesIdle(nanoTime.getAsLong() - quietSince);
  }
}
