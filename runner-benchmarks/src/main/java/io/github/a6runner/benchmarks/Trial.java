/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** One turn of one runner: everything that the table tells of it, measured once. */
final class Trial {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long WARM_CALLS = 200_000;
  private static final int MOST_WARM_UPS = 8;
  private static final int WAITING_CONNECTIONS = 128;
  private static final int BESIDE_CONNECTIONS = 32;

  private final LoadGenerator generator;
  private final Effort effort;
  private double otherCores;

  Trial(LoadGenerator generator, Effort effort) {
    this.generator = generator;
    this.effort = effort;
  }

  /**
   * Measures a runner.
   *
   * @param folder an empty one for its sockets and logs
   * @throws BenchmarkException if it does not run, or has errors
   */
  Map<Measure, Double> of(Contestant contestant, Path folder) throws BenchmarkException {
    Map<Measure, Double> measured = new EnumMap<>(Measure.class);
    StartResult start = generator.starts(contestant, folder(folder, "starts"), effort.starts());
    measured.put(Measure.START, start.millis());
    measured.put(Measure.START_MEMORY, start.memoryMebibytes());
    try (Server server = Server.start(contestant, folder(folder, "load"), PATIENCE)) {
      loads(server, contestant.filters(), measured);
    }
    return measured;
  }

  /** The most that others have used of the machine's cores during a load, in cores. */
  double otherCores() {
    return otherCores;
  }

  private void loads(Server server, Contestant.Filters filters, Map<Measure, Double> measured)
      throws BenchmarkException {
    Load say = Load.of(filters.say()).with("--expect", "stop");
    LoadResult last = measure(server, say);
    measured.put(Measure.SAY_CPU, last.cpuMicros());
    measured.put(Measure.SAY_RATE, last.rate());
    measured.put(Measure.SAY_P50, last.p50Micros());
    measured.put(Measure.SAY_P99, last.p99Micros());
    if (filters.rewrite().isPresent()) {
      last = measure(server, rewriting(filters.rewrite().get()));
      measured.put(Measure.REWRITE_CPU, last.cpuMicros());
    }
    if (filters.vars().isPresent()) {
      last = measure(server, rewriting(filters.vars().get()).with("--mode", "vars"));
      measured.put(Measure.VARS_CPU, last.cpuMicros());
    }
    measured.put(Measure.LOAD_MEMORY, last.memoryMebibytes());
    if (filters.waiting().isPresent()) {
      waiting(server, Load.of(filters.waiting().get()), say, measured);
    }
  }

  /** Measures a load once the JVM has seen enough of it to have compiled what it runs. */
  private LoadResult measure(Server server, Load load) throws BenchmarkException {
    long calls = 0;
    for (int round = 0; round < MOST_WARM_UPS && calls < WARM_CALLS; round++) {
      calls += run(server, load.lasting(effort.warmUp(), 0)).calls();
    }
    return run(server, load.lasting(effort.seconds(), 0));
  }

  private static Load rewriting(String filter) {
    return Load.of(filter).with("--expect", "rewrite");
  }

  private void waiting(Server server, Load waiting, Load say, Map<Measure, Double> measured)
      throws BenchmarkException {
    Load many = waiting.with("--connections", WAITING_CONNECTIONS);
    measured.put(Measure.WAIT_RATE, run(server, effort.brief(many)).rate());
    Load beside = waiting.with("--connections", BESIDE_CONNECTIONS);
    double lasting = effort.seconds() + effort.warmUp() + 1;
    Process background = generator.begin(server, beside.lasting(lasting, 0));
    LoadResult one = run(server, effort.brief(say.with("--connections", 1)));
    var unused = LoadGenerator.result(server, background);
    measured.put(Measure.BESIDE_P50, one.p50Micros() / 1000);
  }

  private LoadResult run(Server server, Load load) throws BenchmarkException {
    LoadResult result = generator.run(server, load);
    otherCores = Math.max(otherCores, result.otherCores());
    return result;
  }

  private static Path folder(Path parent, String name) throws BenchmarkException {
    try {
      return Files.createDirectories(parent.resolve(name));
    } catch (IOException e) {
      throw new BenchmarkException(parent + ": " + e, e);
    }
  }
}
