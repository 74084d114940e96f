/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.count.Share;
import org.jspecify.annotations.Nullable;

/**
 * A thread that works for a filter, and later perhaps for another if it is not the filter's own.
 * For that thread.
 */
final class Seat {
  private final @Nullable Share share;
  private final boolean moves;
  private FilterWatch filter;

  private Seat(FilterWatch filter, @Nullable Share share, boolean moves) {
    this.filter = filter;
    this.share = share;
    this.moves = moves;
  }

  /** A thread of which there are enough. */
  static Seat unshared(FilterWatch filter) {
    return new Seat(filter, null, true);
  }

  /** A thread that was taken for the filter from what all share. */
  static Seat shared(FilterWatch filter, Share share) {
    return new Seat(filter, share, true);
  }

  /** A thread of the filter's own. */
  static Seat own(FilterWatch filter) {
    return new Seat(filter, null, false);
  }

  /** For whom it works. */
  FilterWatch filter() {
    return filter;
  }

  /** It was taken for another filter. */
  void takeFor(FilterWatch next) {
    filter = next;
  }

  /** Goes on for another filter; false if that has its share of threads already. */
  boolean moveTo(FilterWatch next) {
    if (!moves || next.isHog() || filter.isHog()) {
      return false;
    }
    if (share != null && !share.tryMove(filter.threads(), next.threads())) {
      return false;
    }
    filter = next;
    return true;
  }
}
