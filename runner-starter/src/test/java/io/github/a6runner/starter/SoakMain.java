/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.core.file.PrivateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    Soak soak;
    SoakGrowth growth;
    try (PrivateFolder folder = PrivateFolder.make("a6-soak-")) {
      soak = new Soak(SoakPlan.of(minutes), folder.path());
      growth = soak.run(line -> System.out.println("ci/soak: " + line));
    }
    String table = SoakPage.table(args[1], args[2], minutes, soak.counts(), growth);
    System.out.println(table);
    List<String> problems = new ArrayList<>(soak.counts().problems());
    problems.addAll(growth.problems());
    problems.forEach(problem -> System.out.println("ci/soak: " + problem));
    Files.writeString(Path.of(args[3]), table);
    System.exit(problems.isEmpty() ? 0 : 1);
  }
}
