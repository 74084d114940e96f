/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * The few figures of the page on performance that stand in the README, exactly as they are there.
 */
final class Summary {
  private static final List<Measure> MEASURES =
      List.of(
          Measure.SAY_CPU,
          Measure.VARS_CPU,
          Measure.START,
          Measure.START_MEMORY,
          Measure.LOAD_MEMORY,
          Measure.WAIT_RATE);

  private Summary() {}

  /**
   * Writes the figures of the whole runners.
   *
   * @param page the page on performance
   * @throws BenchmarkException if there is no table of figures on it
   */
  static String of(String page) throws BenchmarkException {
    String section = Markdown.section(page, Report.SIDE_BY_SIDE);
    List<List<String>> table = Markdown.firstTable(section);
    List<Integer> columns =
        Stream.concat(Stream.of("runner"), MEASURES.stream().map(Measure::title))
            .map(title -> table.get(0).indexOf(title))
            .toList();
    List<List<String>> rows =
        table.stream()
            .filter(row -> row.get(0).matches("(A6 Runner|apisix).*"))
            .map(row -> columns.stream().map(row::get).toList())
            .toList();
    return Markdown.table(columns.stream().map(table.get(0)::get).toList(), rows)
        + "\n"
        + machine(section)
        + ".\n";
  }

  /** When and on what, from the first two lines. */
  private static String machine(String section) {
    return section
        .lines()
        .filter(line -> line.startsWith("- "))
        .limit(2)
        .map(line -> line.substring(2))
        .reduce("Measured on", (said, line) -> said + (said.endsWith("on") ? " " : "; ") + line);
  }
}
