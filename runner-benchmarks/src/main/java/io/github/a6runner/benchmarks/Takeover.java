/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A reload, as APISIX does it: the new runner starts on the path of the old one, which gets SIGTERM
 * soon after and SIGKILL a second later. What is looked for is whether a client can connect.
 */
final class Takeover {
  private static final int TRIES = 3;

  private static final long TERM = TimeUnit.MILLISECONDS.toNanos(60);
  private static final long KILL = TimeUnit.MILLISECONDS.toNanos(1_010);

  /** For as long as this all must have been well, and the longest that is waited for it. */
  private static final long WELL = TimeUnit.SECONDS.toNanos(2);

  private static final long END = TimeUnit.SECONDS.toNanos(20);

  private final List<ProcessHandle> old;
  private final Server next;

  private Takeover(List<ProcessHandle> old, Server next) {
    this.old = old;
    this.next = next;
  }

  /**
   * Reloads a runner a few times, since a busy machine makes every start long.
   *
   * @param runner which one
   * @param scratch where its files are to be
   * @return for how long nobody could connect, at best
   * @throws BenchmarkException if it cannot be started
   */
  static String of(Contestant runner, Scratch scratch) throws BenchmarkException {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      try (Server old = Server.start(runner.underAgent(), scratch.next(), Server.PATIENCE);
          Server next = old.successor(scratch.next())) {
        best = Math.min(best, new Takeover(old.children().toList(), next).nanosWithout());
      }
    }
    return best == 0
        ? "clients can connect at any time"
        : String.format(Locale.ROOT, "nobody can connect for %.1f s", best / 1e9);
  }

  /**
   * Tries to connect every few milliseconds; returns the time from the first failure to the last.
   */
  private long nanosWithout() {
    long begin = System.nanoTime();
    long first = 0;
    long last = 0;
    long now = 0;
    while (now < END && now - Math.max(last, KILL) < WELL) {
      end(now);
      if (!next.accepts()) {
        first = first == 0 ? now : first;
        last = now;
      }
      next.pause();
      now = System.nanoTime() - begin;
    }
    return last - first;
  }

  private void end(long now) {
    if (now > KILL) {
      old.forEach(ProcessHandle::destroyForcibly);
    } else if (now > TERM) {
      old.forEach(ProcessHandle::destroy);
    }
  }
}
