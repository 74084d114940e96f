/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.figures;

import static io.github.a6runner.starter.figures.Figures.percentile;

import java.util.List;
import java.util.Map;

/** What a module has to keep to; what it does not becomes a fault. */
final class Limits {
  private static final Map<String, Integer> LEAST_HIDDEN_PERCENT =
      Map.of("runner-core", 50, "runner-protocol", 25);

  private final String module;
  private final List<String> faults;

  Limits(String module, List<String> faults) {
    this.module = module;
    this.faults = faults;
  }

  void judge(Figures figures) {
    eachAtMost("code lines", figures.files, 300);
    eachAtMost("lines", figures.webFiles, 300);
    atMost("code lines of a file, median", percentile(figures.files, 50), 60);
    eachAtMost("lines", figures.methods, 60);
    atMost("lines of a method, median", percentile(figures.methods, 50), 6);
    atMost("lines of a method, nine of ten", percentile(figures.methods, 90), 20);
    eachAtMost("parameters", figures.parameters, 5);
    atMost("lines of a test, median", percentile(figures.tests, 50), 15);
    atMost("public types without javadoc", figures.documentedTypes.rest(), 0);
    Figures.Part methods = figures.documentedMethods;
    atMost("public methods without javadoc", methods.rest(), methods.all / 20);
    atMost("public classes, neither final nor sealed", figures.closedClasses.rest(), 0);
    int least = LEAST_HIDDEN_PERCENT.getOrDefault(module, 0);
    atMost("% of types that are public", 100 - figures.hiddenTypes.percent(), 100 - least);
  }

  private void eachAtMost(String what, List<Figures.Piece> pieces, int limit) {
    pieces.forEach(piece -> atMost(piece.where() + ": " + what, piece.size(), limit));
  }

  private void atMost(String what, int value, int limit) {
    if (value > limit) {
      faults.add(module + ": " + what + ": " + value + " (expected: at most " + limit + ")");
    }
  }
}
