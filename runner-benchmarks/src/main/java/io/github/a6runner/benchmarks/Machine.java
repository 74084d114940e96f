/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says on what and how something was measured. */
final class Machine {

  private Machine() {}

  /**
   * Describes it in a few lines.
   *
   * @param root the checkout that is measured
   * @param jvms the JVMs
   * @param effort how much was measured
   * @param otherCores the most that others have used of the cores meanwhile
   * @param date when
   */
  static String describe(
      Path root, List<Jvm> jvms, Effort effort, double otherCores, LocalDate date) {
    return """
        - %s, commit %s
        - %s, %d cores; %s %s
        - %s
        - %s; %s s for each load, after %s s or more of the same load
        - other processes used %.2f cores at most beside the runner and the load generator
        """
        .formatted(
            date,
            commit(root),
            cpu(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            kernel(System.getProperty("os.version")),
            jvms.stream().map(jvm -> "JDK " + jvm.version()).collect(Collectors.joining("; ")),
            turns(effort.runs()),
            effort.seconds(),
            effort.warmUp(),
            otherCores);
  }

  /** The number of a kernel, without what its builder put behind it. */
  static String kernel(String version) {
    return version.replaceFirst("-.*", "");
  }

  private static String cpu() {
    try {
      return cpu(Files.readAllLines(Path.of("/proc/cpuinfo")));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  /** The model that a file like {@code /proc/cpuinfo} names. */
  static String cpu(List<String> lines) {
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseGet(() -> System.getProperty("os.arch"));
  }

  private static String turns(int runs) {
    return runs == 1
        ? "one turn of each runner"
        : runs + " turns of each runner, and the medians of these";
  }

  /** What is checked out, and whether it was changed since. */
  static String commit(Path root) {
    try {
      String hash = git(root, "rev-parse", "--short", "HEAD");
      // The pages that are written are no part of what is measured.
      List<String> changes =
          List.of("status", "--porcelain", "--untracked-files=no", ".", ":!docs", ":!README.md");
      boolean clean = git(root, changes.toArray(String[]::new)).isEmpty();
      return clean ? hash : hash + " with changes";
    } catch (BenchmarkException e) {
      return "unknown";
    }
  }

  private static String git(Path root, String... command) throws BenchmarkException {
    List<String> all = new ArrayList<>(List.of("git"));
    all.addAll(List.of(command));
    return Commands.run(root, Map.of(), all);
  }
}
