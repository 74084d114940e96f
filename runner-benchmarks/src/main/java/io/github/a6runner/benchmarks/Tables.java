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

  /** How the names of those begin that others are compared with. */
  private static final List<String> BASES =
      List.of("floor: a6null.c", "bare Netty", "apisix-java-plugin-runner 0.4.0");

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

  /**
   * The processor time of each call in multiples of that of others: of the one on the same JVM,
   * where there is one on each.
   */
  static String ratios(Results results) {
    List<String> header = new ArrayList<>(List.of("runner"));
    for (String base : BASES) {
      measuresOf(results, base).forEach(measure -> header.add(measure.load() + " to " + base));
    }
    return Markdown.table(
        header, results.contestants().stream().map(name -> ratios(results, name)).toList());
  }

  private static List<String> figures(Results results, String name) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (Measure measure : Measure.values()) {
      cells.add(results.median(name, measure).map(measure::format).orElse(""));
    }
    return cells;
  }

  private static List<String> ratios(Results results, String name) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (String base : BASES) {
      measuresOf(results, base).stream()
          .map(measure -> results.ratio(name, like(results, base, name), measure))
          .map(ratio -> ratio.map(each -> String.format(Locale.ROOT, "%.2f", each)).orElse(""))
          .forEach(cells::add);
    }
    return cells;
  }

  /** What was measured of all whose names begin so; of nothing if there are none. */
  private static List<Measure> measuresOf(Results results, String base) {
    return CPU.stream()
        .filter(measure -> results.median(like(results, base, ""), measure).isPresent())
        .toList();
  }

  /** The one whose name begins so, if there are more the one on the JVM of another. */
  private static String like(Results results, String base, String other) {
    List<String> all =
        results.contestants().stream().filter(name -> name.startsWith(base)).toList();
    return all.stream()
        .filter(name -> other.endsWith(name.substring(base.length())))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .orElse("");
  }
}
