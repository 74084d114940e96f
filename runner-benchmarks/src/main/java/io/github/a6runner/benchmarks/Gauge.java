/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

/** Loads servers and remembers how busy the machine was besides. Not thread-safe. */
final class Gauge {
  /** A warm-up that costs no less than this share of the one before is the last one. */
  private static final double WARM = 0.95;

  private static final int MOST_WARM_UPS = 8;

  private final LoadGenerator generator;
  private final Effort effort;
  private double otherCores;

  Gauge(LoadGenerator generator, Effort effort) {
    this.generator = generator;
    this.effort = effort;
  }

  LoadGenerator generator() {
    return generator;
  }

  Effort effort() {
    return effort;
  }

  /** The most that others have used of the machine's cores during a load. */
  double otherCores() {
    return otherCores;
  }

  /** Has a new server get past what is only at its beginning. */
  void begin(Server server, Load load) throws BenchmarkException {
    var unused = run(server, load.lasting(effort.first(), 0));
  }

  /** Measures a load once it gets no cheaper: a JVM takes a while to compile what it runs. */
  LoadResult steady(Server server, Load load) throws BenchmarkException {
    double before = Double.MAX_VALUE;
    for (int round = 0; round < MOST_WARM_UPS; round++) {
      double cpu = run(server, load.lasting(effort.warmUp(), 0)).cpuMicros();
      if (cpu >= WARM * before) {
        break;
      }
      before = cpu;
    }
    return run(server, load.lasting(effort.seconds(), 0));
  }

  /** Measures a load of a server that is warm, or that has little to do. */
  LoadResult brief(Server server, Load load) throws BenchmarkException {
    return run(server, load.lasting(effort.seconds(), effort.warmUp()));
  }

  private LoadResult run(Server server, Load load) throws BenchmarkException {
    LoadResult result = generator.run(server, load);
    otherCores = Math.max(otherCores, result.otherCores());
    return result;
  }
}
