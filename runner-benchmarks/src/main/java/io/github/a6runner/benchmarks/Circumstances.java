/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says on what and how something was measured. */
final class Circumstances {

  private Circumstances() {}

  /**
   * Describes them in a few lines.
   *
   * @param checkout what is measured, and on which machine
   * @param jvms the JVMs
   * @param how how much was measured
   * @param otherCores how many cores others have used, each time something was measured
   * @param date when
   */
  static String describe(
      Checkout checkout,
      List<Jvm> jvms,
      String how,
      Collection<Double> otherCores,
      LocalDate date) {
    return """
        - %s, commit %s
        - %s
        - %s
        - %s
        - other processes used %.2f cores at the median beside the runner and the load generator, \
        and %.2f at most
        """
        .formatted(
            date,
            checkout.commit(),
            checkout.machine(),
            jvms.stream().map(jvm -> "JDK " + jvm.version()).collect(Collectors.joining("; ")),
            how,
            Medians.of(otherCores),
            Medians.quantile(otherCores, 1));
  }

  /** How runners are measured side by side. */
  static String rounds(Effort effort) {
    return measured(effort, "")
        + " and %s of each other one; %s in each run"
            .formatted(seconds(effort.warmUp()), count(effort.starts(), "start"));
  }

  /** How it is measured what costs grow with. */
  static String growth(Effort effort) {
    return measured(effort, ", after %s of the same load".formatted(seconds(effort.seconds())));
  }

  /**
   * What both have in common.
   *
   * @param after what comes right before each time that is measured
   */
  private static String measured(Effort effort, String after) {
    return "%s: %s for each load and runner in each round%s; before that %s of the first load"
        .formatted(turns(effort), seconds(effort.seconds()), after, seconds(effort.first()));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  private static String turns(Effort effort) {
    return "%s with %s each"
        .formatted(count(effort.runs(), "run"), count(effort.rounds(), "round"));
  }

  private static String count(int number, String what) {
    return number == 1 ? "one " + what : number + " " + what + "s";
  }
}
