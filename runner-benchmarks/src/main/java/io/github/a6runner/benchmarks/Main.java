/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ci/benchmark}. */
@Command(
    name = "ci/benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures runners side by side; writes docs/performance.md, and its figures in README.md.",
    footer = {
      "",
      "Needs Linux, a C compiler, and JDKs 17 and 25 where they are to be compared: named by",
      "JAVA_HOME_17 and JAVA_HOME_25, or next to JAVA_HOME. `ci/benchmark micro` runs the",
      "benchmarks of single steps instead, see CONTRIBUTING.md.",
    })
final class Main implements Callable<Integer> {

  @Option(names = "--root", hidden = true, description = "The checkout.")
  private Path root = Path.of("");

  @Option(names = "--quick", description = "Measure less: a look, not a result.")
  private boolean quick;

  @Option(names = "--runs", paramLabel = "N", description = "Turns of each runner (3; 1 if quick).")
  private Optional<Integer> runs = Optional.empty();

  @Option(
      names = "--curves",
      description = "Measure how costs grow, with connections, confs, filters, headers and bodies.")
  private boolean curves;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only runners with this in their name; writes no page. May be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description = {
        "Also measure the runner of another checkout, as its mvn package left it, or of an",
        "installation; writes no page.",
      })
  private Optional<Path> against = Optional.empty();

  /**
   * Runs the command and ends the process: 0 if all went well, 1 if not, 2 if it was not
   * understood.
   */
  public static void main(String[] args) {
    run(new Main(), args);
  }

  /** Runs a command of this module and ends the process. */
  static void run(Callable<Integer> program, String... args) {
    System.exit(
        new CommandLine(program)
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  if (!(e instanceof BenchmarkException)) {
                    throw e;
                  }
                  command.getErr().println(command.getCommandName() + ": " + e.getMessage());
                  return CommandLine.ExitCode.SOFTWARE;
                })
            .execute(args));
  }

  @Override
  public Integer call() throws BenchmarkException {
    Workshop workshop = new Workshop(root.toAbsolutePath().normalize(), System.getenv());
    List<Jvm> jvms = Jvm.find(System.getenv(), Path.of(System.getProperty("java.home")));
    Gauge gauge = new Gauge(new LoadGenerator(workshop.tool("a6load")), effort());
    SideBySide comparison = new SideBySide(gauge, System.err);
    try (Scratch locks = Scratch.create()) {
      List<Contestant> contestants = contestants(new Contestants(workshop, jvms), workshop, locks);
      if (curves) {
        List<Growth> growths = comparison.grow(contestants);
        growths.forEach(growth -> System.out.println(growth.table()));
        if (isWhole()) {
          report().write(machine(jvms, gauge), growths);
        }
      } else {
        Results results = comparison.compare(contestants);
        System.out.println(Tables.figures(results) + "\n" + Tables.ratios(results));
        if (isWhole()) {
          report().write(machine(jvms, gauge), results);
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private Effort effort() {
    Effort usual = quick ? Effort.QUICK : curves ? Effort.CURVES : Effort.FULL;
    return runs.map(usual::withRuns).orElse(usual);
  }

  /** Whether it is a result that the page may tell. */
  private boolean isWhole() {
    return only.isEmpty() && against.isEmpty();
  }

  private Report report() {
    return new Report(root);
  }

  private String machine(List<Jvm> jvms, Gauge gauge) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return Machine.describe(root, jvms, gauge.effort(), gauge.otherCores(), today);
  }

  private List<Contestant> contestants(Contestants make, Workshop workshop, Scratch locks)
      throws BenchmarkException {
    List<Contestant> all = new ArrayList<>();
    all.add(make.floor());
    if (!curves) {
      all.addAll(make.bareNetty());
    }
    Path own = workshop.installation(root, "own");
    all.addAll(make.runner("A6 Runner", own, locks.next()));
    if (against.isPresent()) {
      Path other = workshop.installation(against.get(), "other");
      all.addAll(make.runner("the other", other, locks.next()));
    }
    if (!curves) {
      all.addAll(make.apache());
    }
    if (curves) {
      all.removeIf(contestant -> contestant.filters().vars().isEmpty());
      all.addAll(make.runnerWithTwoLoops("A6 Runner", own, locks.next()));
    }
    List<Contestant> chosen = all.stream().filter(this::isWanted).toList();
    if (chosen.isEmpty()) {
      throw new BenchmarkException(
          "--only: %s (expected: a part of one of %s)"
              .formatted(only, all.stream().map(Contestant::name).toList()));
    }
    return chosen;
  }

  private boolean isWanted(Contestant contestant) {
    return only.isEmpty() || only.stream().anyMatch(contestant.name()::contains);
  }
}
