/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** With {@code -Da6.update} the figures of the README are written from those of the page. */
class SummaryTest {
  private static final Path ROOT = Path.of("..");
  private static final String PAGE =
      """
      <!-- begin side by side -->

      - today
      - a machine

      | runner | say µs CPU/call | say p50 µs | %s |
      | --- | --- | --- | --- |
      | floor | 1.0 | 9 |  |  |  |  |  |
      | A6 Runner, JDK 17 | 2.0 | 8 | 3.0 | 900 | 70 | 90 | 12,000 |
      | apisix-x |  | 7 | 3.1 | 1,000 | 71 |  | 300 |

      | A6 Runner | 5 |
      <!-- end side by side -->
      """
          .formatted(
              String.join(
                  " | ",
                  Measure.VARS_CPU.title(),
                  Measure.START.title(),
                  Measure.START_MEMORY.title(),
                  Measure.LOAD_MEMORY.title(),
                  Measure.WAIT_RATE.title()));

  @Test
  void summary_ofAPage_hasTheRunnersAndTheColumnsThatCount() throws Exception {
    assertThat(Summary.of(PAGE).lines())
        .startsWith(
            "| runner | say µs CPU/call | vars µs CPU/call | start to first reply ms | RSS at start"
                + " MiB | RSS after load MiB | wait-10-ms, 128 connections: calls/s |")
        .contains(
            "| A6 Runner, JDK 17 | 2.0 | 3.0 | 900 | 70 | 90 | 12,000 |",
            "| apisix-x |  | 3.1 | 1,000 | 71 |  | 300 |",
            "Measured on today; a machine.")
        .hasSize(6);
  }

  @Test
  void summary_ofAPageWithoutFigures_isSaid() {
    String empty = "<!-- begin side by side -->\n<!-- end side by side -->";

    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> Summary.of(empty))
        .withMessageContaining("no table");
  }

  @Test
  void readme_figures_areThoseOfThePage() throws Exception {
    if (System.getProperty("a6.update") != null) {
      new Report(ROOT).summarize();
    }
    String figures = Markdown.section(read("README.md"), Report.SIDE_BY_SIDE);

    assertThat(figures.strip()).isEqualTo(Summary.of(read("docs/performance.md")).strip());
  }

  private static String read(String name) throws IOException {
    return Files.readString(ROOT.resolve(name));
  }
}
