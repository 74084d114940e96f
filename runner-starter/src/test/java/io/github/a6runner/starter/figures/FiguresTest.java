/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.figures;

import static io.github.a6runner.starter.figures.Figures.percentile;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The code keeps to its limits, and the page tells its figures. They may be out by a tenth, so that
 * not each change has to touch the page; with {@code -Da6.update} they are written.
 */
class FiguresTest {
  private static final Path PAGE = Path.of("..", "docs", "design.md");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  /** The row of a title in the page's table, with the cell before the last in a group. */
  private static final String ROW = "(?m)^\\| %s \\|.*\\| ([^|]+) \\| [^|]+ \\|$";

  private static Map<String, Figures> modules = Map.of();

  @BeforeAll
  static void count() throws IOException {
    modules = Sources.figures();
  }

  @Test
  void modules_areWithinTheLimits() {
    List<String> faults = new ArrayList<>();
    modules.forEach((module, figures) -> new Limits(module, faults).judge(figures));

    assertThat(faults).isEmpty();
  }

  @Test
  void page_figures_areThoseOfTheCode() throws IOException {
    String text = Files.readString(PAGE);
    for (Map.Entry<String, String> each : ours().entrySet()) {
      Matcher row = Pattern.compile(ROW.formatted(Pattern.quote(each.getKey()))).matcher(text);
      assertThat(row.find()).as(each.getKey()).isTrue();
      if (System.getProperty("a6.update") != null) {
        text = text.substring(0, row.start(1)) + each.getValue() + text.substring(row.end(1));
      } else {
        assertThat(row.group(1)).as(each.getKey()).usingComparator(NEAR).isEqualTo(each.getValue());
      }
    }
    Files.writeString(PAGE, text);
  }

  /** The figures of all modules together, by the titles of the page's rows. */
  private static Map<String, String> ours() {
    Figures all = new Figures();
    modules.values().forEach(all::add);
    return Map.of(
        "code lines of a file, median and most",
        percentile(all.files, 50) + ", " + percentile(all.files, 100),
        "lines of a method, median and nine of ten",
        percentile(all.methods, 50) + ", " + percentile(all.methods, 90),
        "lines of a method, most",
        "" + percentile(all.methods, 100),
        "top-level types that are package-private",
        "core " + hidden("runner-core") + ", protocol " + hidden("runner-protocol"),
        "public types with javadoc",
        percent(all.documentedTypes),
        "public methods with javadoc",
        percent(all.documentedMethods),
        "public classes, final or sealed",
        percent(all.closedClasses),
        "fields that are final",
        percent(all.finalFields),
        "lines of a test, median",
        "" + percentile(all.tests, 50),
        "test code to main code",
        "%.1f".formatted((double) all.testLines / all.mainLines));
  }

  private static String hidden(String module) {
    return modules.containsKey(module) ? percent(modules.get(module).hiddenTypes) : "?";
  }

  private static String percent(Figures.Part part) {
    return part.percent() + " %";
  }

  private static final Comparator<String> NEAR =
      (cell, own) -> isNear(numbers(cell), numbers(own), own.contains(".") ? 0.11 : 1) ? 0 : 1;

  private static boolean isNear(List<Double> there, List<Double> here, double least) {
    return there.size() == here.size()
        && IntStream.range(0, here.size())
            .allMatch(
                i -> Math.abs(there.get(i) - here.get(i)) <= Math.max(least, here.get(i) / 10));
  }

  private static List<Double> numbers(String cell) {
    return NUMBER.matcher(cell).results().map(number -> Double.valueOf(number.group())).toList();
  }
}
