/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.util.List;

/** A thing of which a runner must not hold more and more. */
enum SoakThing {
  HEAP("heap after a collection", "kB", 3_000, 0.08),
  DIRECT("memory outside of the heap", "kB", 8_000, 0.15),
  THREADS("threads", "", 24, 0.1),
  FILES("file descriptors", "", 10, 0),
  LOADERS("class loaders of plugins after a collection", "", 3, 0),
  CLASSES("loaded classes", "", 150, 0.02),
  LEFT("temporary files", "", 4, 0);

  private final String title;
  private final String unit;
  private final long margin;
  private final double share;

  SoakThing(String title, String unit, long margin, double share) {
    this.title = title;
    this.unit = unit;
    this.margin = margin;
    this.share = share;
  }

  /** How much more there may be of it in the last quarter of a soak than in the second. */
  double allowed(double before) {
    return Math.max((double) margin, share * before);
  }

  /** What it was and has become, as cells of a table. */
  List<String> cells(SoakGrowth growth) {
    double before = growth.before(this);
    double after = growth.after(this);
    return List.of(
        title,
        number(before),
        number(after),
        "%+d".formatted(Math.round(after - before)) + space(),
        number(allowed(before)));
  }

  String title() {
    return title;
  }

  private String number(double value) {
    return Math.round(value) + space();
  }

  private String space() {
    return unit.isEmpty() ? "" : " " + unit;
  }
}
