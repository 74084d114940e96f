/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody is told whose benchmark cannot run. */
class ServerTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void start_endsAtOnce_showsTheEndOfItsLog() {
    Contestant broken = contestant("for i in $(seq 30); do echo line $i; done; exit 3");

    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> Server.start(broken, folder, Duration.ofSeconds(50)))
        .withMessageContaining("broken: ended with status 3 before it listened")
        .withMessageContaining("line 30")
        .withMessageNotContaining("line 10\n");
  }

  @Test
  void start_neverListens_isEndedAndSaid() {
    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> Server.start(contestant("exec sleep 50"), folder, Duration.ofMillis(50)))
        .withMessageContaining("broken: does not listen after");
  }

  @Test
  void start_missingProgram_isSaid() {
    Contestant missing =
        new Contestant("gone", List.of("/no/such"), Map.of(), Contestant.Filters.SAY);

    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> Server.start(missing, folder, Duration.ofSeconds(5)))
        .withMessageContaining("gone: cannot be started");
  }

  @Test
  void tool_withoutCompiler_saysWhatIsExpected() throws IOException {
    Files.createDirectories(folder.resolve("runner-benchmarks/src/main/c/a6load"));
    Workshop workshop = new Workshop(folder, Map.of("CC", "no-such-compiler"));

    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> workshop.tool("a6load"))
        .withMessageContaining("no-such-compiler: cannot be run")
        .withMessageContaining("(expected: a C compiler");
  }

  private static Contestant contestant(String script) {
    return new Contestant("broken", List.of("sh", "-c", script), Map.of(), Contestant.Filters.SAY);
  }
}
