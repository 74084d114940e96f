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
  void figures_severalRounds_areMedians() {
    Results results = new Results();
    results.add(0, "a", Map.of(Measure.SAY_CPU, 9.0, Measure.SAY_RATE, 90_000.0));
    results.add(0, "b", Map.of(Measure.SAY_CPU, 1.0));
    results.add(1, "a", Map.of(Measure.SAY_CPU, 7.0, Measure.SAY_RATE, 120_000.0));
    results.add(2, "a", Map.of(Measure.SAY_CPU, 8.04, Measure.SAY_RATE, 110_000.4));

    assertThat(Tables.figures(results).lines())
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).startsWith("| a | 8.0 |  |  | 110,000 |"))
        .anySatisfy(line -> assertThat(line).startsWith("| b | 1.0 |  |  |  |"));
  }

  @Test
  void ratios_severalJvms_areToTheOneOnTheSame() {
    Results results = new Results();
    results.add(0, "floor: a6null.c", Map.of(Measure.VARS_CPU, 8.0));
    results.add(0, "bare Netty, JDK 17", Map.of(Measure.SAY_CPU, 4.0));
    results.add(0, "bare Netty, JDK 25", Map.of(Measure.SAY_CPU, 5.0));
    results.add(0, "ours, JDK 25", Map.of(Measure.SAY_CPU, 6.0, Measure.REWRITE_CPU, 1.0));

    assertThat(Tables.ratios(results))
        .isEqualTo(
            """
            | runner | vars to floor: a6null.c | say to bare Netty |
            | --- | --- | --- |
            | floor: a6null.c | 1.00 (1.00..1.00) |  |
            | bare Netty, JDK 17 |  | 1.00 (1.00..1.00) |
            | bare Netty, JDK 25 |  | 1.00 (1.00..1.00) |
            | ours, JDK 25 |  | 1.20 (1.20..1.20) |
            """);
  }

  /** The machine is three times as slow in the second round, and for one of them in the third. */
  @Test
  void ratios_ofAMachineThatChanges_areOfEachRound() {
    Results results = new Results();
    say(results, "bare Netty, JDK 17", 4, 12, 4);
    say(results, "ours, JDK 17", 6, 18, 18);

    assertThat(Tables.ratios(results)).contains("| ours, JDK 17 | 1.50 (1.50..3.00) |");
  }

  private static void say(Results results, String name, double... rounds) {
    for (int round = 0; round < rounds.length; round++) {
      results.add(round, name, Map.of(Measure.SAY_CPU, rounds[round]));
    }
  }

  @Test
  void parts_besideBareNetty_sayWhatIsBeyondIt() {
    Results results = new Results();
    results.add(0, "bare Netty, JDK 17", Map.of(Measure.SAY_USER, 1.0, Measure.SAY_KERNEL, 3.0));
    results.add(0, "ours, JDK 17", Map.of(Measure.SAY_USER, 3.5, Measure.SAY_KERNEL, 2.9));

    assertThat(Tables.parts(results).lines())
        .contains(
            "| bare Netty, JDK 17 | 1.0 | 3.0 |  |  |  |  | +0.0 | +0.0 |",
            "| ours, JDK 17 | 3.5 | 2.9 |  |  |  |  | +2.5 | -0.1 |");
  }

  @Test
  void spread_ofRounds_isFromQuartileToQuartile() {
    Results results = new Results();
    say(results, "ours", 1, 2, 3, 4, 50);

    assertThat(Tables.spread(results)).contains("| ours | 2.0..4.0 |  |  |  |  |  |\n");
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
    return new LoadResult(1, 0, "{}", 1, p50, 1, cpu, 0, 1, 0);
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
