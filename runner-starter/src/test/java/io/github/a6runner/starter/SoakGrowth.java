/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What has become more between the second quarter of a soak and the last. The first one is not
 * looked at: code is compiled and pools are filled then. Medians, since one look proves nothing.
 *
 * @param samples what was held at each look, in order; eight at least
 */
record SoakGrowth(List<Map<SoakThing, Long>> samples) {
  static final int LEAST = 8;

  SoakGrowth {
    if (samples.size() < LEAST) {
      throw new IllegalArgumentException(
          "samples: %d (expected: %d or more)".formatted(samples.size(), LEAST));
    }
  }

  /** The things of which there is more than may be. */
  List<String> problems() {
    return Arrays.stream(SoakThing.values())
        .filter(thing -> after(thing) - before(thing) > thing.allowed(before(thing)))
        .map(thing -> "more and more: " + String.join(", ", thing.cells(this)))
        .toList();
  }

  /** The median of the second quarter. */
  double before(SoakThing thing) {
    return median(thing, samples.size() / 4, samples.size() / 2);
  }

  /** The median of the last quarter. */
  double after(SoakThing thing) {
    return median(thing, samples.size() - samples.size() / 4, samples.size());
  }

  private double median(SoakThing thing, int from, int to) {
    long[] sorted =
        samples.subList(from, to).stream().mapToLong(each -> each.get(thing)).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }
}
