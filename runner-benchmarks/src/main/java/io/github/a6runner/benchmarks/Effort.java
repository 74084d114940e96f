/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

/**
 * How much is measured.
 *
 * @param runs how often each runner gets its turn
 * @param seconds how long a load is measured
 * @param first how many seconds of its first load a runner gets before anything is measured
 * @param warmUp how many seconds of the same load come before, at least
 * @param starts how often a runner is started in each turn to see how long that takes
 */
record Effort(int runs, double seconds, double first, double warmUp, int starts) {
  static final Effort FULL = new Effort(3, 4, 15, 3, 3);
  static final Effort CURVES = new Effort(3, 2, 6, 1, 1);
  static final Effort QUICK = new Effort(1, 2, 2, 2, 1);

  Effort withRuns(int number) {
    return new Effort(number, seconds, first, warmUp, starts);
  }
}
