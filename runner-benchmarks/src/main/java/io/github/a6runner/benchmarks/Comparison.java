/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code ci/compare}. */
@Command(
    name = "ci/compare",
    mixinStandardHelpOptions = true,
    description = {
      "Starts runners behind a gateway that plays APISIX, faces them with filters that wait, fail",
      "or change something, and writes what becomes of it into docs/migration.md.",
    })
final class Comparison implements Callable<Integer> {
  /** The section of the page. */
  static final String SECTION = "beside apisix-java-plugin-runner";

  private static final String RELOAD = "a reload of APISIX, the best of three";

  @Mixin private Checkout checkout = new Checkout();

  /** Runs the command and ends the process: 0 if all went well, 1 if not. */
  public static void main(String[] args) {
    Main.run(new Comparison(), args);
  }

  @Override
  public Integer call() throws BenchmarkException {
    Workshop workshop = new Workshop(checkout.root(), System.getenv());
    Jvm jvm = Jvm.at(Path.of(System.getProperty("java.home"))).orElseThrow();
    try (Scratch scratch = Scratch.create()) {
      Contestants make = new Contestants(workshop, List.of(jvm));
      Path installation = workshop.installation(checkout.root(), "own");
      Contestant here = ours(make.runner("A6 Runner", installation, scratch.next()));
      Contestant there = make.apache().get(0);
      String table = table(List.of(there, here), scratch);
      System.out.println(table);
      Markdown.write(
          checkout.root().resolve("docs/migration.md"),
          SECTION,
          "Seen on %s, commit %s, JDK %s, by `ci/compare`:\n\n%s"
              .formatted(LocalDate.now(ZoneOffset.UTC), checkout.commit(), jvm.version(), table));
    }
    return 0;
  }

  /** With a deadline that can be waited for. */
  private static Contestant ours(List<Contestant> all) {
    Contestant runner =
        all.stream().filter(each -> each.filters().waiting().isPresent()).findFirst().orElseThrow();
    Map<String, String> environment = new HashMap<>(runner.environment());
    environment.put("A6_RUNNER_CALL_DEADLINE", "2s");
    return new Contestant(
        runner.name(), runner.command(), Map.copyOf(environment), runner.filters());
  }

  private static String table(List<Contestant> runners, Scratch scratch) throws BenchmarkException {
    List<List<String>> rows = new ArrayList<>();
    for (Habit habit : Habit.values()) {
      rows.add(row(habit.what(), runners, runner -> at(runner, habit, scratch)));
    }
    rows.add(row(RELOAD, runners, runner -> Takeover.of(runner, scratch)));
    return Markdown.table(List.of("", "apisix-java-plugin-runner 0.4.0", "A6 Runner"), rows);
  }

  private interface Look {
    String at(Contestant runner) throws BenchmarkException;
  }

  private static List<String> row(String what, List<Contestant> runners, Look look)
      throws BenchmarkException {
    List<String> cells = new ArrayList<>(List.of(what));
    for (Contestant runner : runners) {
      String seen = look.at(runner);
      System.err.printf("%s, %s: %s%n", runner.name(), what, seen);
      cells.add(seen);
    }
    return cells;
  }

  /** A runner of its own for each look: some do not recover. */
  private static String at(Contestant runner, Habit habit, Scratch scratch)
      throws BenchmarkException {
    try (Server server = Server.start(runner, scratch.next(), Server.PATIENCE);
        Gateway gateway = new Gateway(server.socket())) {
      warmUp(gateway);
      return habit.at(gateway);
    }
  }

  /** What is looked at is not how long a first call takes. */
  private static void warmUp(Gateway gateway) {
    for (int i = 0; i < 20; i++) {
      var unused = gateway.request("look");
      var ignored = gateway.response("look");
    }
  }
}
