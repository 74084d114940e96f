/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesTest {

  @Test
  void figures_severalTurns_areMedians() {
    Results results = new Results();
    results.add("a", Map.of(Measure.SAY_CPU, 9.0, Measure.SAY_RATE, 90_000.0));
    results.add("b", Map.of(Measure.SAY_CPU, 1.0));
    results.add("a", Map.of(Measure.SAY_CPU, 7.0, Measure.SAY_RATE, 120_000.0));
    results.add("a", Map.of(Measure.SAY_CPU, 8.04, Measure.SAY_RATE, 110_000.4));

    assertThat(Tables.figures(results).lines())
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).startsWith("| a | 8.0 |  |  | 110,000 |"))
        .anySatisfy(line -> assertThat(line).startsWith("| b | 1.0 |  |  |  |"));
  }

  @Test
  void ratios_severalJvms_areToTheOneOnTheSame() {
    Results results = new Results();
    results.add("floor: a6null.c", Map.of(Measure.VARS_CPU, 8.0));
    results.add("bare Netty, JDK 17", Map.of(Measure.SAY_CPU, 4.0));
    results.add("bare Netty, JDK 25", Map.of(Measure.SAY_CPU, 5.0));
    results.add("ours, JDK 25", Map.of(Measure.SAY_CPU, 6.0, Measure.REWRITE_CPU, 1.0));

    assertThat(Tables.ratios(results))
        .isEqualTo(
            """
            | runner | vars to floor: a6null.c | say to bare Netty |
            | --- | --- | --- |
            | floor: a6null.c | 1.00 |  |
            | bare Netty, JDK 17 |  | 1.00 |
            | bare Netty, JDK 25 |  | 1.00 |
            | ours, JDK 25 |  | 1.20 |
            """);
  }

  @Test
  void replace_section_leavesTheRest() throws BenchmarkException {
    String page = "a\n<!-- begin x -->\nold\n<!-- end x -->\nb <!-- end y -->\n";

    assertThat(Markdown.replace(page, "x", "new\n"))
        .isEqualTo("a\n<!-- begin x -->\n\nnew\n\n<!-- end x -->\nb <!-- end y -->\n");
  }

  @Test
  void replace_missingSection_isSaid() {
    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> Markdown.replace("page", "x", ""))
        .withMessageContaining("section x");
  }

  @Test
  void growth_ofTwoTurns_isATableOfMedians() {
    Growth growth = new Growth(Curve.HEADERS);
    growth.add("ours", 10, result(4, 100));
    growth.add("ours", 10, result(6, 300));

    assertThat(growth.table()).contains("| 10 | 5.0 (200) |\n", "| 30 |  |\n");
  }

  private static LoadResult result(double cpu, double p50) {
    return new LoadResult(1, 0, "{}", 1, p50, 1, cpu, 1, 0);
  }

  @Test
  void load_changedTwice_hasTheLastValueLast() {
    assertThat(Load.of("f").with("--connections", 1).lasting(2, 1).arguments())
        .isEqualTo(
            List.of(
                "--plugin",
                "f",
                "--connections",
                "32",
                "--connections",
                "1",
                "--duration",
                "2.0",
                "--warmup",
                "1.0"));
  }
}
