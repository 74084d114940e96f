/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

/** The bounds of histograms. */
final class Buckets {
  /** From what a filter that only looks takes to what APISIX waits at most. */
  static final double[] SECONDS = {
    0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025,
    0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  private Buckets() {}
}
