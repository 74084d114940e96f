/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.Collection;

/** The middle of several values, and how far they lie apart. */
final class Medians {

  private Medians() {}

  /**
   * The middle one, or the mean of the two in the middle.
   *
   * @throws IllegalArgumentException if there is none
   */
  static double of(Collection<Double> values) {
    return quantile(values, 0.5);
  }

  /**
   * The value that a share of all does not exceed, between two of them if need be.
   *
   * @param values the values
   * @param share from 0, for the least of them, to 1, for the largest
   * @throws IllegalArgumentException if there is none
   */
  static double quantile(Collection<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("values: none (expected: one or more)");
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
