/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a runner is made to do while its processor time is measured. */
enum Task {
  SAY(Measure.SAY_CPU, Measure.SAY_USER, Measure.SAY_KERNEL),
  REWRITE(Measure.REWRITE_CPU, Measure.REWRITE_USER, Measure.REWRITE_KERNEL),
  VARS(Measure.VARS_CPU, Measure.VARS_USER, Measure.VARS_KERNEL);

  private final Measure cpu;
  private final Measure user;
  private final Measure kernel;

  Task(Measure cpu, Measure user, Measure kernel) {
    this.cpu = cpu;
    this.user = user;
    this.kernel = kernel;
  }

  /** The load, if there is a filter for it. */
  Optional<Load> load(Contestant.Filters filters) {
    return switch (this) {
      case SAY -> Optional.of(Load.of(filters.say()).with("--expect", "stop"));
      case REWRITE -> filters.rewrite().map(Task::rewriting);
      case VARS -> filters.vars().map(filter -> rewriting(filter).with("--mode", "vars"));
    };
  }

  private static Load rewriting(String filter) {
    return Load.of(filter).with("--expect", "rewrite");
  }

  /** What the tables tell of it. */
  Map<Measure, Double> figures(LoadResult result) {
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    figures.put(cpu, result.cpuMicros());
    figures.put(user, result.userMicros());
    figures.put(kernel, result.kernelMicros());
    if (this == SAY) {
      figures.put(Measure.SAY_RATE, result.rate());
      figures.put(Measure.SAY_P50, result.p50Micros());
      figures.put(Measure.SAY_P99, result.p99Micros());
    }
    return figures;
  }
}
