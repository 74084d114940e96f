/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A load for the load generator. Immutable; each method returns another one.
 *
 * @param arguments of the load generator, without socket and process
 */
record Load(List<String> arguments) {

  /** Calls for a filter with 32 connections, 10 headers, 3 arguments and 256 bytes of body. */
  static Load of(String filter) {
    return new Load(List.of("--plugin", filter)).with("--connections", 32);
  }

  /** With another value of an option; the last one counts. */
  Load with(String option, Object value) {
    List<String> all = new ArrayList<>(arguments);
    all.add(option);
    all.add(String.valueOf(value));
    return new Load(List.copyOf(all));
  }

  /** For some seconds, after some that are not measured. */
  Load lasting(double seconds, double warmUp) {
    return with("--duration", seconds).with("--warmup", warmUp);
  }
}
