/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Measures runners in turn, so that what the machine does besides meets all of them. */
final class SideBySide {
  private final LoadGenerator generator;
  private final Effort effort;
  private final PrintStream progress;
  private double otherCores;

  SideBySide(LoadGenerator generator, Effort effort, PrintStream progress) {
    this.generator = generator;
    this.effort = effort;
    this.progress = progress;
  }

  /**
   * Measures them.
   *
   * @throws BenchmarkException if one of them does not run, or has errors
   */
  Results run(List<Contestant> contestants) throws BenchmarkException {
    Results results = new Results();
    int turns = effort.runs() * contestants.size();
    int turn = 0;
    try (Scratch scratch = Scratch.create()) {
      for (int run = 0; run < effort.runs(); run++) {
        for (Contestant contestant : contestants) {
          Trial trial = new Trial(generator, effort);
          Map<Measure, Double> measured = trial.of(contestant, scratch.next());
          results.add(contestant.name(), measured);
          otherCores = Math.max(otherCores, trial.otherCores());
          progress.printf("%d/%d %s: %s%n", ++turn, turns, contestant.name(), line(measured));
        }
      }
    }
    return results;
  }

  /** The most that others have used of the machine's cores meanwhile. */
  double otherCores() {
    return otherCores;
  }

  private static String line(Map<Measure, Double> measured) {
    return measured.entrySet().stream()
        .map(each -> each.getKey().title() + " " + each.getKey().format(each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
