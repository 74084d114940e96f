/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes what was measured into the page of the documentation, plots beside it, and the few figures
 * that stand in the README.
 */
final class Report {
  /** The section of the comparison, and of its summary. */
  static final String SIDE_BY_SIDE = "side by side";

  private final Path readme;
  private final Path page;
  private final Path plots;

  /**
   * Makes one.
   *
   * @param root the checkout
   */
  Report(Path root) {
    this.readme = root.resolve("README.md");
    this.page = root.resolve("docs/performance.md");
    this.plots = root.resolve("docs/performance");
  }

  /** Writes the comparison. */
  void write(String machine, Results results) throws BenchmarkException {
    write("side-by-side", plot(results));
    Markdown.write(
        page,
        SIDE_BY_SIDE,
        machine
            + "\n"
            + tables(results)
            + "\n![processor time of each call](performance/side-by-side.svg)\n");
    summarize();
  }

  /** All that was measured. */
  static String tables(Results results) {
    return "%s\n%s\n\n%s\n%s\n\n%s\n%s\n\n%s"
        .formatted(
            Tables.figures(results),
            "As ratios, each to what runs on the same JDK where there is one: the median of the "
                + "ratios of each round, and the quartiles.",
            Tables.ratios(results),
            "Where the time goes, in µs for each call: outside the kernel (user) and in it.",
            Tables.parts(results),
            "How much it varies from round to round: the quartiles, between which half of them lie.",
            Tables.spread(results));
  }

  /** Writes into the README what is on the page. */
  void summarize() throws BenchmarkException {
    Markdown.write(readme, SIDE_BY_SIDE, Summary.of(read(page)));
  }

  /** Writes how the costs grow. */
  void write(String machine, List<Growth> growths) throws BenchmarkException {
    for (Growth growth : growths) {
      write(growth.name(), growth.plot());
    }
    String curves =
        growths.stream()
            .map(
                growth ->
                    "\n![processor time by %1$s](performance/%1$s.svg)\n\n%2$s"
                        .formatted(growth.name(), growth.table()))
            .collect(Collectors.joining());
    Markdown.write(page, "growth", machine + curves);
  }

  /** The processor time as bars. */
  static String plot(Results results) {
    List<BarPlot.Row> rows =
        results.contestants().stream()
            .map(
                name ->
                    new BarPlot.Row(
                        name,
                        Measure.CPU.stream().map(each -> results.median(name, each)).toList()))
            .toList();
    return new BarPlot("µs CPU/call", Measure.CPU.stream().map(Measure::load).toList(), rows)
        .draw();
  }

  private void write(String name, String svg) throws BenchmarkException {
    Path file = Workshop.directory(plots).resolve(name + ".svg");
    try {
      Files.writeString(file, svg);
    } catch (IOException e) {
      throw new BenchmarkException(file + ": " + e, e);
    }
  }

  private static String read(Path file) throws BenchmarkException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BenchmarkException(file + ": " + e, e);
    }
  }
}
