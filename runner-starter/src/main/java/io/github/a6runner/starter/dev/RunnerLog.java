/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines that the runner has logged. Thread-safe. */
final class RunnerLog {
  private static final int MAX_LINES = 500;

  private final Deque<String> lines = new ArrayDeque<>();
  private long count;

  /** Creates a log without lines. */
  RunnerLog() {}

  /**
   * Takes a line.
   *
   * @param line what the runner has written
   */
  synchronized void add(String line) {
    lines.add(requireNonNull(line, "line"));
    count++;
    if (lines.size() > MAX_LINES) {
      lines.remove();
    }
    notifyAll();
  }

  /** How many lines there have been. */
  synchronized long count() {
    return count;
  }

  /** The lines after the first so many; waits a while for there to be one. */
  synchronized List<String> since(long before, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      long left = patience.toMillis();
      while (count <= before && left > 0) {
        wait(left);
        left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<String> all = new ArrayList<>(lines);
    int newer = (int) Math.min(all.size(), count - before);
    return List.copyOf(all.subList(all.size() - newer, all.size()));
  }
}
