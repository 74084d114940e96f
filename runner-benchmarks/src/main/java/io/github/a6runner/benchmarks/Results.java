/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured, of each runner in each of its turns. Not thread-safe. */
final class Results {
  private final Map<String, Map<Measure, List<Double>>> values = new LinkedHashMap<>();

  /** Adds one turn of a runner. */
  void add(String contestant, Map<Measure, Double> measured) {
    Map<Measure, List<Double>> all =
        values.computeIfAbsent(contestant, name -> new EnumMap<>(Measure.class));
    measured.forEach(
        (measure, value) -> all.computeIfAbsent(measure, key -> new ArrayList<>()).add(value));
  }

  /** The runners in the order in which they were added. */
  List<String> contestants() {
    return List.copyOf(values.keySet());
  }

  /** The median of a runner's turns, if that was measured of it. */
  Optional<Double> median(String contestant, Measure measure) {
    return Optional.ofNullable(values.get(contestant))
        .map(all -> all.get(measure))
        .map(Medians::of);
  }

  /** One runner's median as multiples of another's, if both were measured. */
  Optional<Double> ratio(String contestant, String base, Measure measure) {
    return median(contestant, measure)
        .flatMap(value -> median(base, measure).map(other -> value / other));
  }
}
