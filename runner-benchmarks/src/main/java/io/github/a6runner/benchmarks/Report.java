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

/** Writes what was measured into the page of the documentation, and plots beside it. */
final class Report {
  private final Path page;
  private final Path plots;

  /**
   * Makes one.
   *
   * @param docs the folder of the documentation
   */
  Report(Path docs) {
    this.page = docs.resolve("performance.md");
    this.plots = docs.resolve("performance");
  }

  /** Writes the comparison. */
  void write(String machine, Results results) throws BenchmarkException {
    write("side-by-side", plot(results));
    section(
        "side by side",
        machine
            + "\n"
            + Tables.figures(results)
            + "\nAs ratios, to what runs on the same JDK where there is one:\n\n"
            + Tables.ratios(results)
            + "\n![processor time of each call](performance/side-by-side.svg)\n");
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
    section("growth", machine + curves);
  }

  /** The processor time as bars. */
  static String plot(Results results) {
    List<Measure> measures = List.of(Measure.SAY_CPU, Measure.REWRITE_CPU, Measure.VARS_CPU);
    List<BarPlot.Row> rows =
        results.contestants().stream()
            .map(
                name ->
                    new BarPlot.Row(
                        name, measures.stream().map(each -> results.median(name, each)).toList()))
            .toList();
    return new BarPlot("µs CPU/call", measures.stream().map(Measure::load).toList(), rows).draw();
  }

  private void write(String name, String svg) throws BenchmarkException {
    Path file = Workshop.directory(plots).resolve(name + ".svg");
    try {
      Files.writeString(file, svg);
    } catch (IOException e) {
      throw new BenchmarkException(file + ": " + e, e);
    }
  }

  private void section(String name, String content) throws BenchmarkException {
    try {
      Files.writeString(page, Markdown.replace(Files.readString(page), name, content));
    } catch (IOException e) {
      throw new BenchmarkException(page + ": " + e, e);
    }
  }
}
