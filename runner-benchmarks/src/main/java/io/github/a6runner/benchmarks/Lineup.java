/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runners that are all there at the same time, so that each can be measured shortly after the
 * others. Closing it ends them. Not thread-safe.
 */
final class Lineup implements AutoCloseable {
  private final List<Entry> entries = new ArrayList<>();

  /**
   * A runner and its process.
   *
   * @param contestant the runner
   * @param server its process
   */
  record Entry(Contestant contestant, Server server) {
    String name() {
      return contestant.name();
    }

    Contestant.Filters filters() {
      return contestant.filters();
    }
  }

  /**
   * Starts a runner.
   *
   * @param scratch where its files are to be
   * @throws BenchmarkException if it does not come up; the others stay
   */
  void start(Contestant contestant, Scratch scratch) throws BenchmarkException {
    Server server = Server.start(contestant, scratch.next(), Server.PATIENCE);
    entries.add(new Entry(contestant, server));
  }

  /** All of them, as they were started. */
  List<Entry> all() {
    return List.copyOf(entries);
  }

  /**
   * All of them in the order of a round: every second one backwards, so that a machine that slows
   * down is no disadvantage of the last.
   */
  List<Entry> inRound(int round) {
    List<Entry> ordered = new ArrayList<>(entries);
    if (round % 2 != 0) {
      Collections.reverse(ordered);
    }
    return ordered;
  }

  @Override
  public void close() {
    entries.forEach(entry -> entry.server().end());
    entries.forEach(entry -> entry.server().close());
  }
}
