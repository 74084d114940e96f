/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One run of a comparison: all runners are started, and then measured in turn, round by round. Not
 * thread-safe.
 */
final class Run {
  /** What waits is measured once for so many rounds: it takes long, and varies little. */
  private static final int ROUNDS_OF_WAITING = 5;

  private static final int WAITING_CONNECTIONS = 128;

  private final Gauge gauge;
  private final Results results;
  private final PrintStream progress;
  private final int number;

  /**
   * Makes one.
   *
   * @param gauge what it measures with
   * @param results where it adds what it measures
   * @param progress where it says how far it is
   * @param number how many were before it
   */
  Run(Gauge gauge, Results results, PrintStream progress, int number) {
    this.gauge = gauge;
    this.results = results;
    this.progress = progress;
    this.number = number;
  }

  /**
   * Measures runners.
   *
   * @param contestants which ones
   * @param scratch where their files are to be
   * @throws BenchmarkException if one of them does not run, or has errors
   */
  void of(List<Contestant> contestants, Scratch scratch) throws BenchmarkException {
    for (Contestant contestant : contestants) {
      start(contestant, scratch);
    }
    try (Lineup lineup = new Lineup()) {
      for (Contestant contestant : contestants) {
        lineup.start(contestant, scratch);
      }
      for (Lineup.Entry entry : lineup.all()) {
        warmUp(entry);
      }
      rounds(lineup);
      for (int round = 0; round < gauge.effort().rounds(); round += ROUNDS_OF_WAITING) {
        for (Lineup.Entry entry : lineup.inRound(round)) {
          waiting(entry, round(round));
        }
      }
    }
  }

  private void start(Contestant contestant, Scratch scratch) throws BenchmarkException {
    StartResult start =
        gauge.generator().starts(contestant, scratch.next(), gauge.effort().starts());
    say("%s: first reply after %.0f ms", contestant.name(), start.millis());
    results.add(
        round(0),
        contestant.name(),
        Map.of(Measure.START, start.millis(), Measure.START_MEMORY, start.memoryMebibytes()));
  }

  private void warmUp(Lineup.Entry entry) throws BenchmarkException {
    if (entry.contestant().isFloor()) {
      return; // nothing in it gets faster
    }
    say("%s: warms up", entry.name());
    for (Task task : Task.values()) {
      Optional<Load> load = task.load(entry.filters());
      if (load.isPresent()) {
        gauge.warmUp(entry.server(), load.get(), task == Task.SAY);
      }
    }
  }

  private void rounds(Lineup lineup) throws BenchmarkException {
    Map<String, Double> memory = new HashMap<>();
    for (int round = 0; round < gauge.effort().rounds(); round++) {
      for (Task task : Task.values()) {
        measure(task, round, lineup, memory);
      }
    }
    memory.forEach(
        (name, mebibytes) -> results.add(round(0), name, Map.of(Measure.LOAD_MEMORY, mebibytes)));
  }

  /** Measures one after the other at the same task, so that a moment's weather meets all. */
  private void measure(Task task, int round, Lineup lineup, Map<String, Double> memory)
      throws BenchmarkException {
    Map<String, Double> costs = new HashMap<>();
    for (Lineup.Entry entry : lineup.inRound(round)) {
      Optional<Load> load = task.load(entry.filters());
      if (load.isPresent()) {
        LoadResult result = gauge.window(entry.server(), load.get());
        results.add(round(round), entry.name(), task.figures(result));
        memory.put(entry.name(), result.memoryMebibytes());
        costs.put(entry.name(), result.cpuMicros());
      }
    }
    say(
        "round %d of %d, %s µs CPU/call: %s",
        round + 1,
        gauge.effort().rounds(),
        task.name().toLowerCase(Locale.ROOT),
        lineup.all().stream().map(entry -> cost(costs, entry)).collect(Collectors.joining("  ")));
  }

  /** A runner is told by its place. */
  private static String cost(Map<String, Double> costs, Lineup.Entry entry) {
    return Optional.ofNullable(costs.get(entry.name()))
        .map(micros -> String.format(Locale.ROOT, "%.1f", micros))
        .orElse("-");
  }

  private void waiting(Lineup.Entry entry, int round) throws BenchmarkException {
    Optional<String> filter = entry.filters().waiting();
    if (filter.isPresent()) {
      Load waiting = Load.of(filter.get());
      LoadResult many =
          gauge.settled(entry.server(), waiting.with("--connections", WAITING_CONNECTIONS));
      LoadResult one =
          gauge.beside(
              entry.server(), waiting, Load.of(entry.filters().say()).with("--connections", 1));
      results.add(
          round,
          entry.name(),
          Map.of(Measure.WAIT_RATE, many.rate(), Measure.BESIDE_P50, one.p50Micros() / 1000));
      say(
          "%s: %.0f calls/s that wait, %.2f ms beside them",
          entry.name(), many.rate(), one.p50Micros() / 1000);
    }
  }

  /** The number of a round among those of all runs. */
  private int round(int ofThisRun) {
    return number * gauge.effort().rounds() + ofThisRun;
  }

  private void say(String format, Object... values) {
    progress.printf(
        Locale.ROOT,
        "run %d of %d, %s%n",
        number + 1,
        gauge.effort().runs(),
        String.format(Locale.ROOT, format, values));
  }
}
