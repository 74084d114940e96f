/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** One turn of one runner: everything that the table tells of it, measured once. */
final class Trial {
  private static final int WAITING_CONNECTIONS = 128;

  private final Gauge gauge;

  Trial(Gauge gauge) {
    this.gauge = gauge;
  }

  /**
   * Measures a runner.
   *
   * @param folder an empty one for its sockets and logs
   * @throws BenchmarkException if it does not run, or has errors
   */
  Map<Measure, Double> of(Contestant contestant, Path folder) throws BenchmarkException {
    Map<Measure, Double> measured = new EnumMap<>(Measure.class);
    Path starts = Workshop.directory(folder.resolve("starts"));
    StartResult start = gauge.generator().starts(contestant, starts, gauge.effort().starts());
    measured.put(Measure.START, start.millis());
    measured.put(Measure.START_MEMORY, start.memoryMebibytes());
    try (Server server =
        Server.start(contestant, Workshop.directory(folder.resolve("load")), Server.PATIENCE)) {
      loads(server, contestant.filters(), measured);
    }
    return measured;
  }

  private void loads(Server server, Contestant.Filters filters, Map<Measure, Double> measured)
      throws BenchmarkException {
    Load say = Load.of(filters.say()).with("--expect", "stop");
    gauge.begin(server, say);
    LoadResult last = gauge.steady(server, say);
    measured.put(Measure.SAY_CPU, last.cpuMicros());
    measured.put(Measure.SAY_RATE, last.rate());
    measured.put(Measure.SAY_P50, last.p50Micros());
    measured.put(Measure.SAY_P99, last.p99Micros());
    if (filters.rewrite().isPresent()) {
      last = gauge.steady(server, rewriting(filters.rewrite().get()));
      measured.put(Measure.REWRITE_CPU, last.cpuMicros());
    }
    if (filters.vars().isPresent()) {
      last = gauge.steady(server, rewriting(filters.vars().get()).with("--mode", "vars"));
      measured.put(Measure.VARS_CPU, last.cpuMicros());
    }
    measured.put(Measure.LOAD_MEMORY, last.memoryMebibytes());
    if (filters.waiting().isPresent()) {
      waiting(server, Load.of(filters.waiting().get()), say, measured);
    }
  }

  private static Load rewriting(String filter) {
    return Load.of(filter).with("--expect", "rewrite");
  }

  private void waiting(Server server, Load waiting, Load say, Map<Measure, Double> measured)
      throws BenchmarkException {
    LoadResult many = gauge.brief(server, waiting.with("--connections", WAITING_CONNECTIONS));
    measured.put(Measure.WAIT_RATE, many.rate());
    double lasting = gauge.effort().seconds() + gauge.effort().warmUp() + 1;
    Process background = gauge.generator().begin(server, waiting.lasting(lasting, 0));
    LoadResult one = gauge.brief(server, say.with("--connections", 1));
    var unused = LoadGenerator.result(server, background);
    measured.put(Measure.BESIDE_P50, one.p50Micros() / 1000);
  }
}
