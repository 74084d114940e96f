/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the load generator says of one run.
 *
 * @param calls how many calls were answered
 * @param errors how many were not, or wrongly, with those of the warm-up
 * @param errorKinds how many errors of each kind, as JSON
 * @param rate calls per second
 * @param p50Micros the median of the latency
 * @param p99Micros the latency that one call in a hundred exceeds
 * @param cpuMicros the processor time of the server for each call; 0 if it was not watched
 * @param kernelShare how much of that the server was in the kernel, from 0 to 1
 * @param memoryKilobytes the resident memory of the server at the end; 0 if it was not watched
 * @param otherCores how many cores others than the server and the load generator have used
 */
record LoadResult(
    long calls,
    long errors,
    String errorKinds,
    double rate,
    double p50Micros,
    double p99Micros,
    double cpuMicros,
    double kernelShare,
    long memoryKilobytes,
    double otherCores) {

  /**
   * Reads what {@code a6load --json} writes.
   *
   * @throws BenchmarkException if it is something else
   */
  static LoadResult parse(String json) throws BenchmarkException {
    JsonNode node = read(json, "calls");
    JsonNode server = node.path("server");
    JsonNode latency = node.path("latency_us");
    return new LoadResult(
        node.path("calls").asLong(),
        node.path("errors").asLong() + node.path("warmup_errors").asLong(),
        node.path("error_kinds").toString(),
        node.path("rps").asDouble(),
        latency.path("p50").asDouble(),
        latency.path("p99").asDouble(),
        server.path("cpu_us_per_call").asDouble(),
        kernelShare(server.path("user_s").asDouble(), server.path("sys_s").asDouble()),
        server.path("rss_kb").asLong(),
        node.path("other_cores").asDouble());
  }

  /** Of both only the ratio counts: the kernel tells them in hundredths of a second. */
  private static double kernelShare(double user, double system) {
    return system == 0 ? 0 : system / (user + system);
  }

  /** The processor time in the kernel for each call. */
  double kernelMicros() {
    return cpuMicros * kernelShare;
  }

  /** The processor time outside the kernel for each call. */
  double userMicros() {
    return cpuMicros - kernelMicros();
  }

  double memoryMebibytes() {
    return memoryKilobytes / 1024.0;
  }

  /** Reads an object that must have a field. */
  static JsonNode read(String json, String field) throws BenchmarkException {
    try {
      JsonNode node = new ObjectMapper().readTree(json);
      if (node.has(field)) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw new BenchmarkException(
        "a6load: %s (expected: a JSON object with \"%s\")".formatted(json.strip(), field));
  }
}
