/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Measures runners in turn, so that what the machine does besides meets all of them. */
final class SideBySide {
  private final Gauge gauge;
  private final PrintStream progress;

  SideBySide(Gauge gauge, PrintStream progress) {
    this.gauge = gauge;
    this.progress = progress;
  }

  /**
   * Measures what the table tells.
   *
   * @throws BenchmarkException if one of them does not run, or has errors
   */
  Results compare(List<Contestant> contestants) throws BenchmarkException {
    Results results = new Results();
    try (Scratch scratch = Scratch.create()) {
      for (int run = 0; run < gauge.effort().runs(); run++) {
        new Run(gauge, results, progress, run).of(contestants, scratch);
      }
    }
    return results;
  }

  /**
   * Measures how what a call costs grows.
   *
   * @throws BenchmarkException if one of them does not run, or has errors
   */
  List<Growth> grow(List<Contestant> contestants) throws BenchmarkException {
    List<Growth> all = new ArrayList<>();
    try (Scratch scratch = Scratch.create()) {
      for (Curve curve : Curve.values()) {
        Growth growth = new Growth(curve);
        for (int run = 0; run < gauge.effort().runs(); run++) {
          for (Contestant contestant : contestants) {
            if (curve.isOf(contestant)) {
              grow(curve, contestant, growth, scratch);
            }
          }
        }
        all.add(growth);
      }
    }
    return all;
  }

  private void grow(Curve curve, Contestant contestant, Growth growth, Scratch scratch)
      throws BenchmarkException {
    try (Server server = Server.start(contestant, scratch.next(), Server.PATIENCE)) {
      Load usual = curve.load(contestant.filters(), curve.points().get(1));
      gauge.warmUp(server, usual, true);
      var unused = gauge.steady(server, usual);
      for (long point : curve.points()) {
        LoadResult result = gauge.brief(server, curve.load(contestant.filters(), point));
        growth.add(contestant.name(), point, result);
        progress.printf(
            "%s, %d %s: %.1f µs CPU/call%n",
            contestant.name(), point, curve.axis(), result.cpuMicros());
      }
    }
  }
}
