/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    int turns = gauge.effort().runs() * contestants.size();
    int turn = 0;
    try (Scratch scratch = Scratch.create()) {
      for (int run = 0; run < gauge.effort().runs(); run++) {
        for (Contestant contestant : contestants) {
          Map<Measure, Double> measured = new Trial(gauge).of(contestant, scratch.next());
          results.add(contestant.name(), measured);
          progress.printf("%d/%d %s: %s%n", ++turn, turns, contestant.name(), line(measured));
        }
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
      gauge.begin(server, usual);
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

  private static String line(Map<Measure, Double> measured) {
    return measured.entrySet().stream()
        .map(each -> each.getKey().title() + " " + each.getKey().format(each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
