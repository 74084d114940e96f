/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/** The tables of a comparison. */
final class Tables {
  private static final String NETTY = "bare Netty";

  /** How the names of those begin that others are compared with. */
  private static final List<String> BASES =
      List.of("floor: a6null.c", NETTY, "apisix-java-plugin-runner 0.4.0");

  private Tables() {}

  /** All figures, medians. */
  static String figures(Results results) {
    return table(results, titles(Measure.FIGURES), name -> medians(results, name, Measure.FIGURES));
  }

  /**
   * The processor time of each call in multiples of that of others: of the one on the same JVM,
   * where there is one on each.
   */
  static String ratios(Results results) {
    List<String> header = new ArrayList<>();
    for (String base : BASES) {
      measuresOf(results, base).forEach(measure -> header.add(measure.load() + " to " + base));
    }
    return table(results, header, name -> ratios(results, name));
  }

  /** The processor time inside and outside the kernel, and how much of it bare Netty has not. */
  static String parts(Results results) {
    Set<Measure> beyond = EnumSet.of(Measure.SAY_USER, Measure.SAY_KERNEL);
    List<String> header = new ArrayList<>(titles(Measure.PARTS));
    titles(beyond).forEach(title -> header.add(title + " beyond " + NETTY));
    return table(
        results,
        header,
        name ->
            Stream.concat(
                    medians(results, name, Measure.PARTS).stream(),
                    beyond.stream().map(measure -> beyondNetty(results, name, measure)))
                .toList());
  }

  /** The quartiles of what is measured in each round. */
  static String spread(Results results) {
    return table(
        results,
        titles(Measure.OFTEN),
        name ->
            Measure.OFTEN.stream()
                .map(measure -> quartiles(results.of(name, measure), measure::format))
                .toList());
  }

  private interface Row {
    List<String> of(String name);
  }

  private static String table(Results results, List<String> titles, Row row) {
    List<List<String>> rows = new ArrayList<>();
    for (String name : results.contestants()) {
      rows.add(Stream.concat(Stream.of(name), row.of(name).stream()).toList());
    }
    return Markdown.table(Stream.concat(Stream.of("runner"), titles.stream()).toList(), rows);
  }

  private static List<String> titles(Set<Measure> measures) {
    return measures.stream().map(Measure::title).toList();
  }

  private static List<String> medians(Results results, String name, Set<Measure> measures) {
    return measures.stream()
        .map(measure -> results.median(name, measure).map(measure::format).orElse(""))
        .toList();
  }

  private static List<String> ratios(Results results, String name) {
    List<String> cells = new ArrayList<>();
    for (String base : BASES) {
      String other = like(results, base, name);
      for (Measure measure : measuresOf(results, base)) {
        cells.add(ratio(results.compare(name, other, measure, (one, two) -> one / two)));
      }
    }
    return cells;
  }

  private static String ratio(List<Double> ratios) {
    return ratios.isEmpty()
        ? ""
        : "%s (%s)"
            .formatted(twoDecimals(Medians.of(ratios)), quartiles(ratios, Tables::twoDecimals));
  }

  private static String twoDecimals(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String beyondNetty(Results results, String name, Measure measure) {
    List<Double> more =
        results.compare(name, like(results, NETTY, name), measure, (one, two) -> one - two);
    return more.isEmpty() ? "" : String.format(Locale.ROOT, "%+.1f", Medians.of(more));
  }

  private static String quartiles(Collection<Double> values, DoubleFunction<String> format) {
    return values.isEmpty()
        ? ""
        : format.apply(Medians.quantile(values, 0.25))
            + ".."
            + format.apply(Medians.quantile(values, 0.75));
  }

  /** What was measured of all whose names begin so; of nothing if there are none. */
  private static List<Measure> measuresOf(Results results, String base) {
    return Measure.CPU.stream()
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
