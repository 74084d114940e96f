/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The work of {@code ci/soak}. */
final class SoakMain {

  private SoakMain() {}

  /**
   * Runs a soak and ends the process: 0 if all was right, 1 if not.
   *
   * @param args the minutes, what is tried, on what machine, and the file for the result
   */
  public static void main(String[] args) throws Exception {
    int minutes = Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("a6-soak");
    Soak soak = new Soak(SoakPlan.of(minutes), folder);
    SoakGrowth growth;
    try {
      growth = soak.run(line -> System.out.println("ci/soak: " + line));
    } finally {
      delete(folder);
    }
    String table = SoakPage.table(args[1], args[2], minutes, soak.counts(), growth);
    System.out.println(table);
    List<String> problems = new ArrayList<>(soak.counts().problems());
    problems.addAll(growth.problems());
    problems.forEach(problem -> System.out.println("ci/soak: " + problem));
    Files.writeString(Path.of(args[3]), table);
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  private static void delete(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
