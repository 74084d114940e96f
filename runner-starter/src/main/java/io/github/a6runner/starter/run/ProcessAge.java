/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How long this process has been there. A JVM knows that only to a second, from the time at which
 * the machine was booted.
 */
final class ProcessAge {
  private static final Path STAT = Path.of("/proc/self/stat");
  private static final Path UPTIME = Path.of("/proc/uptime");

  /** The place of the start among the fields after the name, which may have spaces in it. */
  private static final int START = 19;

  /** What Linux counts in wherever it shows ticks. */
  private static final int MILLIS_PER_TICK = 10;

  private ProcessAge() {}

  /** The age, to a hundredth of a second; empty where there is no {@code /proc}. */
  static Optional<Duration> now() {
    try {
      String stat = Files.readString(STAT);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long started = Long.parseLong(fields[START]) * MILLIS_PER_TICK;
      double uptime = Double.parseDouble(Files.readString(UPTIME).split(" ", -1)[0]);
      return Optional.of(Duration.ofMillis(Math.round(uptime * 1000) - started));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
