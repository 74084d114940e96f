/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Loads servers and remembers how busy the machine was besides. Not thread-safe. */
final class Gauge {
  /** How long a server that is warm, but was idle, may take before it is measured. */
  private static final double SETTLING_SECONDS = 0.2;

  private final LoadGenerator generator;
  private final Effort effort;
  private final List<Double> otherCores = new ArrayList<>();

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

  /** How many of the machine's cores others have used during each load; none before the first. */
  List<Double> otherCores() {
    return Collections.unmodifiableList(otherCores);
  }

  /** Has a server get past what is only at the beginning of a load, or of all loads. */
  void warmUp(Server server, Load load, boolean first) throws BenchmarkException {
    double seconds = first ? effort.first() : effort.warmUp();
    var unused = generator.run(server, load.lasting(seconds, 0));
  }

  /** Measures a load of a server that is warm for it. */
  LoadResult window(Server server, Load load) throws BenchmarkException {
    return run(server, load.lasting(effort.seconds(), SETTLING_SECONDS));
  }

  /** Measures a load after as long a time of the same load. */
  LoadResult settled(Server server, Load load) throws BenchmarkException {
    return run(server, load.lasting(effort.seconds(), effort.seconds()));
  }

  /** Measures a load, as {@link #settled} does, while there is another one. */
  LoadResult beside(Server server, Load other, Load load) throws BenchmarkException {
    Process background = generator.begin(server, other.lasting(2 * effort.seconds() + 1, 0));
    try {
      LoadResult result = settled(server, load);
      var unused = LoadGenerator.result(server, background);
      return result;
    } finally {
      background.destroy();
    }
  }

  private LoadResult run(Server server, Load load) throws BenchmarkException {
    LoadResult result = generator.run(server, load);
    otherCores.add(result.otherCores());
    return result;
  }
}
