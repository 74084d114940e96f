/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in place of the load generator, which writes down what it is asked for. */
class RunTest {
  private static final String SCRIPT =
      """
      case " $* " in
        *" startup "*) echo '{"median_ms":7,"median_rss_kb":1024}'; exit;;
      esac
      plugin=$(echo "$@" | sed 's/.*--plugin \\([^ ]*\\).*/\\1/')
      last=$(echo "$@" | sed 's/.*--duration \\([^ ]*\\) .*/\\1/')
      pid=$(echo "$@" | sed 's/.*--pid //')
      echo "$plugin $last $pid" >> asked
      echo '{"calls":9,"rps":5,"server":{"cpu_us_per_call":4,"rss_kb":2048}}'
      """;

  /** Two rounds of one second, after three of the first load and two of each other. */
  private static final Effort EFFORT = new Effort(2, 2, 1, 3, 2, 1);

  private final Results results = new Results();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @TempDir private Path folder = Path.of("");

  @Test
  void of_twoRunners_measuresThemInTurnAtTheSameLoad() throws Exception {
    Contestant.Filters two =
        new Contestant.Filters("say", Optional.of("rewrite"), Optional.empty(), Optional.empty());
    run(SCRIPT, 1, List.of(Stands.bare("a", two), Stands.bare("b")));

    List<String> asked = Files.readAllLines(folder.resolve("asked"));
    String a = asked.get(0).replaceFirst(".* ", " ");
    String b = asked.get(2).replaceFirst(".* ", " ");
    assertThat(asked)
        .containsExactly(
            "say 3.0" + a,
            "rewrite 2.0" + a,
            "say 3.0" + b,
            "say 1.0" + a,
            "say 1.0" + b,
            "rewrite 1.0" + a,
            "say 1.0" + b,
            "say 1.0" + a,
            "rewrite 1.0" + a);
    assertThat(a).isNotEqualTo(b);
  }

  @Test
  void of_runners_addsWhatIsMeasuredToTheRoundsOfTheRun() throws Exception {
    run(SCRIPT, 0, List.of(Stands.bare("a")));
    run(SCRIPT, 1, List.of(Stands.bare("a")));

    assertThat(results.of("a", Measure.SAY_CPU)).isEqualTo(List.of(4.0, 4.0, 4.0, 4.0));
    assertThat(results.of("a", Measure.START)).isEqualTo(List.of(7.0, 7.0));
    assertThat(results.of("a", Measure.LOAD_MEMORY)).isEqualTo(List.of(2.0, 2.0));
    assertThat(progress.toString(StandardCharsets.UTF_8))
        .contains("run 2 of 2, round 2 of 2, say µs CPU/call: 4.0");
  }

  @Test
  void of_runnerThatWaits_isMeasuredBesideWhatWaits() throws Exception {
    Contestant.Filters waiting = Contestant.Filters.SAY.withWaiting();
    run(SCRIPT, 0, List.of(Stands.bare("a", waiting)));

    assertThat(results.of("a", Measure.WAIT_RATE)).isEqualTo(List.of(5.0));
    assertThat(Files.readAllLines(folder.resolve("asked")))
        .filteredOn(line -> line.startsWith("wait-10-ms"))
        .hasSize(2);
  }

  @Test
  void of_loadWithErrors_leavesNoProcess() throws IOException {
    String failing = SCRIPT.replace("{\"calls\":9", "{\"errors\":1,\"calls\":9");

    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> run(failing, 0, List.of(Stands.bare("a"), Stands.bare("b"))))
        .withMessageContaining("9 calls, 1 errors");
    String asked = Files.readString(folder.resolve("asked")).strip();
    long pid = Long.parseLong(asked.substring(asked.lastIndexOf(' ') + 1));
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private void run(String script, int number, List<Contestant> contestants)
      throws BenchmarkException, IOException {
    Gauge gauge = new Gauge(Stands.generator(folder, script), EFFORT);
    PrintStream out = new PrintStream(progress, true, StandardCharsets.UTF_8);
    try (Scratch scratch = Scratch.create()) {
      new Run(gauge, results, out, number).of(contestants, scratch);
    }
  }
}
