/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/** The middle of several values. */
final class Medians {

  private Medians() {}

  /**
   * The middle one, or the mean of the two in the middle.
   *
   * @throws IllegalArgumentException if there is none
   */
  static double of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("values: none (expected: one or more)");
    }
    int upper = sorted.length / 2;
    return Arrays.stream(sorted, (sorted.length - 1) / 2, upper + 1).average().orElseThrow();
  }
}
