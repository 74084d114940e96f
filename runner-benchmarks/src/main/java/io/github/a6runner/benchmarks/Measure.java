/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is measured of a runner, a column of a table. */
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
  BESIDE_P50("say beside 32 waiting calls: p50 ms", 2),
  SAY_USER("say user µs", 1),
  SAY_KERNEL("say kernel µs", 1),
  REWRITE_USER("rewrite user µs", 1),
  REWRITE_KERNEL("rewrite kernel µs", 1),
  VARS_USER("vars user µs", 1),
  VARS_KERNEL("vars kernel µs", 1);

  /** What the table of figures tells. */
  static final Set<Measure> FIGURES = EnumSet.range(SAY_CPU, BESIDE_P50);

  /** The processor time. */
  static final Set<Measure> CPU = EnumSet.range(SAY_CPU, VARS_CPU);

  /** The processor time, taken apart. */
  static final Set<Measure> PARTS = EnumSet.range(SAY_USER, VARS_KERNEL);

  /** What is measured in every round, so that it can be told how it varies. */
  static final Set<Measure> OFTEN = EnumSet.range(SAY_CPU, SAY_P99);

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
