/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the load generator says of starting a server several times, medians.
 *
 * @param millis from the start to the first reply
 * @param memoryKilobytes the resident memory at that moment
 */
record StartResult(double millis, double memoryKilobytes) {

  /**
   * Reads what {@code a6load --mode startup --json} writes.
   *
   * @throws BenchmarkException if it is something else
   */
  static StartResult parse(String json) throws BenchmarkException {
    JsonNode node = LoadResult.read(json, "median_ms");
    return new StartResult(
        node.path("median_ms").asDouble(), node.path("median_rss_kb").asDouble());
  }

  double memoryMebibytes() {
    return memoryKilobytes / 1024;
  }
}
