/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CircumstancesTest {

  @Test
  void describe_checkout_namesMachineAndCommit() {
    Checkout checkout = new Checkout();
    new CommandLine(checkoutCommand(checkout))
        .parseArgs("--commit", "abc", "--machine", "A CPU, 2 processors");
    List<Jvm> jvms = List.of(new Jvm(17, Path.of("x"), "17.0.1 Somebody"));

    String described =
        Circumstances.describe(
            checkout, jvms, "often", List.of(0.5, 0.01, 0.02), LocalDate.of(2026, 1, 2));

    assertThat(described.lines())
        .containsExactly(
            "- 2026-01-02, commit abc",
            "- A CPU, 2 processors",
            "- JDK 17.0.1 Somebody",
            "- often",
            "- other processes used 0.02 cores at the median beside the runner and the load"
                + " generator, and 0.50 at most");
  }

  private static CommandLine.Model.CommandSpec checkoutCommand(Checkout checkout) {
    return CommandLine.Model.CommandSpec.create().addMixin("checkout", mixin(checkout));
  }

  private static CommandLine.Model.CommandSpec mixin(Checkout checkout) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(checkout);
  }

  @Test
  void rounds_effort_saysAllOfIt() {
    assertThat(Circumstances.rounds(new Effort(2, 10, 1.5, 15, 5, 3)))
        .isEqualTo(
            "2 runs with 10 rounds each: 1.5 s for each load and runner in each round; before that"
                + " 15.0 s of the first load and 5.0 s of each other one; 3 starts in each run");
    assertThat(Circumstances.rounds(Effort.QUICK)).startsWith("one run with 3 rounds each");
  }

  @Test
  void growth_effort_saysAllOfIt() {
    assertThat(Circumstances.growth(new Effort(1, 3, 1, 6, 2, 1)))
        .isEqualTo(
            "one run with 3 rounds each: 1.0 s for each load and runner in each round, after 1.0 s"
                + " of the same load; before that 6.0 s of the first load");
  }

  @Test
  void effort_ofNothing_isRefused() {
    assertThatExceptionOfType(BenchmarkException.class)
        .isThrownBy(() -> Effort.FULL.withRounds(0).checked())
        .withMessage("--runs, --rounds, --seconds: 2, 0, 1.5 (expected: 1, 1, 0.1 or more)");
  }

  @Test
  void effort_shorter_warmsUpLessToo() {
    Effort effort = new Effort(2, 10, 1.5, 15, 5, 3).withSeconds(0.3).withRounds(2).withRuns(1);

    assertThat(effort.first()).isCloseTo(3, within(1e-9));
    assertThat(effort.warmUp()).isCloseTo(1, within(1e-9));
    assertThat(List.of(effort.runs(), effort.rounds(), effort.starts()))
        .isEqualTo(List.of(1, 2, 3));
  }
}
