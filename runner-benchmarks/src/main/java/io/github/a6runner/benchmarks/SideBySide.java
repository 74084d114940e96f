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
        List<Contestant> fit = contestants.stream().filter(curve::isOf).toList();
        Growth growth = new Growth(curve);
        for (int run = 0; run < gauge.effort().runs(); run++) {
          grow(curve, fit, growth, scratch);
        }
        all.add(growth);
      }
    }
    return all;
  }

  private void grow(Curve curve, List<Contestant> contestants, Growth growth, Scratch scratch)
      throws BenchmarkException {
    try (Lineup lineup = new Lineup()) {
      for (Contestant contestant : contestants) {
        lineup.start(contestant, scratch);
      }
      for (Lineup.Entry entry : lineup.all()) {
        gauge.warmUp(entry.server(), curve.load(entry.filters(), curve.points().get(1)), true);
      }
      for (int round = 0; round < gauge.effort().rounds(); round++) {
        for (long point : curve.points()) {
          grow(curve, point, lineup.inRound(round), growth);
        }
      }
    }
  }

  private void grow(Curve curve, long point, List<Lineup.Entry> entries, Growth growth)
      throws BenchmarkException {
    for (Lineup.Entry entry : entries) {
      LoadResult result = gauge.settled(entry.server(), curve.load(entry.filters(), point));
      growth.add(entry.name(), point, result);
      progress.printf(
          "%s, %d %s: %.1f µs CPU/call%n", entry.name(), point, curve.axis(), result.cpuMicros());
    }
  }
}
