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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "Needs Linux, a C compiler, and JDKs 17 and 25 where they are to be compared: named by"
          + " JAVA_HOME_17 and JAVA_HOME_25, or next to JAVA_HOME. `ci/benchmark micro` runs the"
          + " benchmarks of single steps instead, see CONTRIBUTING.md.",
    })
final class Main implements Callable<Integer> {
  private static final long CLEARING_SECONDS = 5;

  @Mixin private Checkout checkout = new Checkout();

  @Option(names = "--quick", description = "Measure less: a look, not a result; writes no page.")
  private boolean quick;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "How often each runner is started to be measured (2; 1 for curves or if quick).")
  private Optional<Integer> runs = Optional.empty();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "How often all are measured in turn in each run (10; 3 for curves or if quick).")
  private Optional<Integer> rounds = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "How long a load is measured each time (1.5; 1 for curves or if quick). What a runner gets"
              + " before that becomes longer or shorter by the same factor.")
  private Optional<Double> seconds = Optional.empty();

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
      description =
          "Also measure the runner of another checkout, as its mvn package left it, or of an"
              + " installation; writes no page.")
  private Optional<Path> against = Optional.empty();

  /**
   * Runs the command and ends the process: 0 if all went well, 1 if not, 2 if it was not
   * understood.
   */
  public static void main(String[] args) {
    run(new Main(), args);
  }

  /**
   * Runs a command of this module and ends the process; with it all that it has started, also if
   * somebody else ends it.
   */
  static void run(Callable<Integer> program, String... args) {
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(done), "clear"));
    int status = CommandLine.ExitCode.SOFTWARE;
    try {
      status = execute(program, args);
    } finally {
      done.countDown();
    }
    System.exit(status);
  }

  private static int execute(Callable<Integer> program, String... args) {
    return new CommandLine(program)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              if (!(e instanceof BenchmarkException)) {
                throw e;
              }
              command.getErr().println(command.getCommandName() + ": " + e.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(args);
  }

  /** Ends the processes; the program notices, and takes its files away. */
  private static void clear(CountDownLatch done) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      var unused = done.await(CLEARING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Integer call() throws BenchmarkException {
    Workshop workshop = new Workshop(checkout.root(), System.getenv());
    List<Jvm> jvms = Jvm.find(System.getenv(), Path.of(System.getProperty("java.home")));
    Gauge gauge = new Gauge(new LoadGenerator(workshop.tool("a6load")), effort());
    SideBySide comparison = new SideBySide(gauge, System.err);
    try (Scratch locks = Scratch.create()) {
      List<Contestant> contestants = contestants(new Contestants(workshop, jvms), workshop, locks);
      if (curves) {
        List<Growth> growths = comparison.grow(contestants);
        growths.forEach(growth -> System.out.println(growth.table()));
        if (isWhole()) {
          String how = Circumstances.growth(gauge.effort());
          report().write(circumstances(jvms, how, gauge), growths);
        }
      } else {
        Results results = comparison.compare(contestants);
        System.out.println(Report.tables(results));
        if (isWhole()) {
          String how = Circumstances.rounds(gauge.effort());
          report().write(circumstances(jvms, how, gauge), results);
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private Effort effort() throws BenchmarkException {
    Effort usual = quick ? Effort.QUICK : curves ? Effort.CURVES : Effort.FULL;
    Effort started = runs.map(usual::withRuns).orElse(usual);
    Effort repeated = rounds.map(started::withRounds).orElse(started);
    return seconds.map(repeated::withSeconds).orElse(repeated).checked();
  }

  /** Whether it is a result that the page may tell. */
  private boolean isWhole() {
    return !quick && only.isEmpty() && against.isEmpty();
  }

  private Report report() {
    return new Report(checkout.root());
  }

  private String circumstances(List<Jvm> jvms, String how, Gauge gauge) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return Circumstances.describe(checkout, jvms, how, gauge.otherCores(), today);
  }

  private List<Contestant> contestants(Contestants make, Workshop workshop, Scratch locks)
      throws BenchmarkException {
    List<Contestant> all = new ArrayList<>();
    all.add(make.floor());
    if (!curves) {
      all.addAll(make.bareNetty());
    }
    Path own = workshop.installation(checkout.root(), "own");
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
