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
import java.util.stream.Stream;

/** Writes tables of Markdown, and puts them into pages. */
final class Markdown {

  private Markdown() {}

  /**
   * A table.
   *
   * @param header the titles of the columns
   * @param rows the cells, line by line
   */
  static String table(List<String> header, List<List<String>> rows) {
    List<String> rule = header.stream().map(title -> "---").toList();
    return Stream.concat(Stream.of(header, rule), rows.stream())
        .map(cells -> "| " + String.join(" | ", cells) + " |\n")
        .collect(Collectors.joining());
  }

  /**
   * Replaces a section of a page: what stands between the comments {@code begin NAME} and {@code
   * end NAME}.
   *
   * @param page the page
   * @param name the section
   * @param content what is to stand there
   * @throws BenchmarkException if the page has no such section
   */
  static String replace(String page, String name, String content) throws BenchmarkException {
    Span span = span(page, name);
    return page.substring(0, span.from()) + "\n" + content + "\n" + page.substring(span.to());
  }

  /**
   * Replaces a section of a page that is a file, as {@link #replace} does.
   *
   * @throws BenchmarkException if there is no such page, or no such section on it
   */
  static void write(Path page, String name, String content) throws BenchmarkException {
    try {
      Files.writeString(page, replace(Files.readString(page), name, content));
    } catch (IOException e) {
      throw new BenchmarkException(page + ": " + e, e);
    }
  }

  /**
   * What stands in a section of a page.
   *
   * @param page the page
   * @param name the section
   * @throws BenchmarkException if the page has no such section
   */
  static String section(String page, String name) throws BenchmarkException {
    Span span = span(page, name);
    return page.substring(span.from(), span.to());
  }

  /**
   * The cells of the first table in a text, line by line, the header first and without the rule.
   *
   * @throws BenchmarkException if there is none
   */
  static List<List<String>> firstTable(String text) throws BenchmarkException {
    List<List<String>> rows =
        text.lines()
            .dropWhile(line -> !line.startsWith("| "))
            .takeWhile(line -> line.startsWith("| "))
            .filter(line -> !line.startsWith("| ---"))
            .map(line -> List.of(line.substring(2).split(" \\|(?: |$)", -1)))
            .toList();
    if (rows.isEmpty()) {
      throw new BenchmarkException("text: no table (expected: a line that begins with a bar)");
    }
    return rows;
  }

  private record Span(int from, int to) {}

  private static Span span(String page, String name) throws BenchmarkException {
    String begin = "<!-- begin " + name + " -->\n";
    String end = "<!-- end " + name + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new BenchmarkException(
          "page: no section %s (expected: lines %s and %s)".formatted(name, begin.strip(), end));
    }
    return new Span(from + begin.length(), to);
  }
}
