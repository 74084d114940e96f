/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

/**
 * How much is measured.
 *
 * @param runs how often each runner is started to be measured
 * @param rounds how often all of them are measured in turn in each run; for how costs grow once
 * @param seconds how long a load is measured each time
 * @param first how many seconds of its first load a runner gets before anything is measured
 * @param warmUp how many seconds of each other load come before it is measured first, at least
 * @param starts how often a runner is started in each run to see how long that takes
 */
record Effort(int runs, int rounds, double seconds, double first, double warmUp, int starts) {
  static final Effort FULL = new Effort(2, 10, 1.5, 15, 8, 3);
  static final Effort CURVES = new Effort(3, 1, 2, 6, 1, 1);
  static final Effort QUICK = new Effort(1, 3, 1, 3, 2, 1);

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
