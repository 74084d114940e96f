/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.List;

/** Something that may be more or less, and what a call costs then. */
enum Curve {
  CONNECTIONS("connections"),
  CONFS("confs, called in turn"),
  FILTERS("rewrite filters in the chain"),
  HEADERS("request headers"),
  BODY("bytes of the body that is asked for");

  /** As much as a frame can hold, nearly. */
  private static final long LARGEST_BODY = (1L << 24) - 1024;

  /** With more of them, large bodies would wait for room, as max-bytes-in-flight says. */
  private static final int CONNECTIONS_WITH_BODY = 4;

  private final String axis;

  Curve(String axis) {
    this.axis = axis;
  }

  /** What there is more or less of. */
  String axis() {
    return axis;
  }

  /** How many are measured. */
  List<Long> points() {
    return switch (this) {
      case CONNECTIONS -> List.of(1L, 8L, 32L, 128L, 1000L);
      case CONFS -> List.of(1L, 10L, 100L, 1000L, 10_000L, 100_000L);
      case FILTERS -> List.of(1L, 2L, 5L, 10L, 20L, 50L);
      case HEADERS -> List.of(1L, 3L, 10L, 30L, 100L);
      case BODY -> List.of(0L, 256L, 4096L, 65_536L, 1L << 20, LARGEST_BODY);
    };
  }

  /** Whether it says anything of a contestant: not of one that has not the filters for it. */
  boolean isOf(Contestant contestant) {
    if (contestant.isFloor()) {
      return this != FILTERS;
    }
    return this == CONNECTIONS || contestant.filters().vars().isPresent();
  }

  /** The load with so many. */
  Load load(Contestant.Filters filters, long number) {
    return switch (this) {
      case CONNECTIONS -> Load.of(filters.say()).with("--connections", number);
      case CONFS -> Load.of(filters.say()).with("--confs", number);
      case FILTERS -> Load.of(filters.rewrite().orElseThrow()).with("--chain", number);
      case HEADERS -> Load.of(filters.say()).with("--headers", number);
      case BODY ->
          Load.of(filters.vars().orElseThrow())
              .with("--mode", "vars")
              .with("--connections", CONNECTIONS_WITH_BODY)
              .with("--body-size", number);
    };
  }
}
