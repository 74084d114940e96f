/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What a soak has done so far, and what was wrong. Thread-safe. */
final class SoakCounts {
  private static final int MOST_TOLD = 20;
  private static final int RESTARTS_PER_NOT_SENT = 10;

  final AtomicLong calls = new AtomicLong();
  final AtomicLong reconnects = new AtomicLong();
  final AtomicLong disconnects = new AtomicLong();
  final AtomicLong halfFrames = new AtomicLong();
  final AtomicLong slowReaders = new AtomicLong();
  final AtomicLong reloads = new AtomicLong();
  final AtomicLong restarts = new AtomicLong();

  /** Calls whose connection a hand-over has closed just before they could be written. */
  final AtomicLong notSent = new AtomicLong();

  private final AtomicLong wrongs = new AtomicLong();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  /** Says what was wrong; the first ones are kept. */
  void wrong(String what) {
    if (wrongs.incrementAndGet() <= MOST_TOLD) {
      told.add(what);
    }
  }

  long wrongs() {
    return wrongs.get();
  }

  /**
   * Whether hand-overs have kept no more calls from being sent than the protocol makes them: those
   * whose worker takes a connection in the very moment in which it ends.
   */
  boolean isHandedOver() {
    return notSent.get() <= 1 + restarts.get() / RESTARTS_PER_NOT_SENT;
  }

  /** Everything that is wrong by now, for people. */
  List<String> problems() {
    List<String> all = new ArrayList<>(told);
    if (wrongs() > all.size()) {
      all.add("and %d more".formatted(wrongs() - all.size()));
    }
    if (!isHandedOver()) {
      all.add("%d calls not sent in %d hand-overs".formatted(notSent.get(), restarts.get()));
    }
    return all;
  }

  /** All of it on one line. */
  @Override
  public String toString() {
    return "%d calls, %d reconnects, %d disconnects, %d half frames, %d slow readers, "
            .formatted(
                calls.get(),
                reconnects.get(),
                disconnects.get(),
                halfFrames.get(),
                slowReaders.get())
        + "%d reloads, %d restarts, %d not sent, %d wrong"
            .formatted(reloads.get(), restarts.get(), notSent.get(), wrongs.get());
  }
}
