/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

/**
 * How much is measured.
 *
 * @param runs how often each runner is started to be measured
 * @param rounds how often all of them are measured in turn in each run
 * @param seconds how long a load is measured each time
 * @param first how many seconds of its first load a runner gets before anything is measured
 * @param warmUp how many seconds of each other load come before it is measured first
 * @param starts how often a runner is started in each run to see how long that takes
 */
record Effort(int runs, int rounds, double seconds, double first, double warmUp, int starts) {
  /** In less a server that waits would answer nothing. */
  private static final double LEAST_SECONDS = 0.1;

  static final Effort FULL = new Effort(2, 10, 1.5, 15, 8, 3);
  static final Effort CURVES = new Effort(1, 3, 1, 6, 2, 1);
  static final Effort QUICK = new Effort(1, 3, 1, 3, 2, 1);

  /**
   * Looks whether something is measured at all.
   *
   * @return this one
   * @throws BenchmarkException if not
   */
  Effort checked() throws BenchmarkException {
    if (runs < 1 || rounds < 1 || seconds < LEAST_SECONDS) {
      throw new BenchmarkException(
          "--runs, --rounds, --seconds: %d, %d, %s (expected: 1, 1, %s or more)"
              .formatted(runs, rounds, seconds, LEAST_SECONDS));
    }
    return this;
  }

  Effort withRuns(int number) {
    return new Effort(number, rounds, seconds, first, warmUp, starts);
  }

  Effort withRounds(int number) {
    return new Effort(runs, number, seconds, first, warmUp, starts);
  }

  /** With another time for each load; what comes before it gets longer or shorter by as much. */
  Effort withSeconds(double number) {
    double factor = number / seconds;
    return new Effort(runs, rounds, number, first * factor, warmUp * factor, starts);
  }
}
