/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.Locale;

/** What is measured of a runner, a column of the table. */
enum Measure {
  SAY_CPU("say µs CPU/call", 1),
  REWRITE_CPU("rewrite µs CPU/call", 1),
  VARS_CPU("vars µs CPU/call", 1),
  SAY_RATE("say calls/s", 0),
  SAY_P50("say p50 µs", 0),
  SAY_P99("say p99 µs", 0),
  START("start to first reply ms", 0),
  START_MEMORY("RSS at start MiB", 0),
  LOAD_MEMORY("RSS after load MiB", 0),
  WAIT_RATE("wait-10-ms, 128 connections: calls/s", 0),
  BESIDE_P50("say beside 32 waiting calls: p50 ms", 2);

  private final String title;
  private final int decimals;

  Measure(String title, int decimals) {
    this.title = title;
    this.decimals = decimals;
  }

  /** What stands above the column. */
  String title() {
    return title;
  }

  /** What is run while it is measured: the first word of the title. */
  String load() {
    return title.substring(0, title.indexOf(' '));
  }

  /** A value as it stands in the table. */
  String format(double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
