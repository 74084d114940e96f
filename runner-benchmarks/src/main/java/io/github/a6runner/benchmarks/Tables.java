/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tables of a comparison. */
final class Tables {
  private static final Set<Measure> CPU =
      EnumSet.of(Measure.SAY_CPU, Measure.REWRITE_CPU, Measure.VARS_CPU);

  private Tables() {}

  /** All figures, medians. */
  static String figures(Results results) {
    List<String> header = new ArrayList<>(List.of("runner"));
    for (Measure measure : Measure.values()) {
      header.add(measure.title());
    }
    return Markdown.table(
        header, results.contestants().stream().map(name -> figures(results, name)).toList());
  }

  /** The processor time of each call in multiples of another runner's, the first of some name. */
  static String ratios(Results results) {
    List<String> bases =
        List.of("floor", "bare Netty", "apisix-java-plugin-runner").stream()
            .flatMap(
                start ->
                    results.contestants().stream().filter(name -> name.startsWith(start)).limit(1))
            .toList();
    List<String> header = new ArrayList<>(List.of("runner"));
    for (String base : bases) {
      CPU.stream()
          .filter(measure -> results.median(base, measure).isPresent())
          .forEach(measure -> header.add(measure.load() + " to " + base));
    }
    return Markdown.table(
        header, results.contestants().stream().map(name -> ratios(results, name, bases)).toList());
  }

  private static List<String> figures(Results results, String name) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (Measure measure : Measure.values()) {
      cells.add(results.median(name, measure).map(measure::format).orElse(""));
    }
    return cells;
  }

  private static List<String> ratios(Results results, String name, List<String> bases) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (String base : bases) {
      CPU.stream()
          .filter(measure -> results.median(base, measure).isPresent())
          .map(measure -> results.ratio(name, base, measure))
          .map(ratio -> ratio.map(each -> String.format(Locale.ROOT, "%.2f", each)).orElse(""))
          .forEach(cells::add);
    }
    return cells;
  }
}
