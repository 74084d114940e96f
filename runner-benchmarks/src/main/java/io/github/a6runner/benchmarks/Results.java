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
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/** What was measured, of each runner in each round. Not thread-safe. */
final class Results {
  private final Map<String, Map<Measure, Map<Integer, Double>>> values = new LinkedHashMap<>();

  /**
   * Adds what was measured of a runner in a round.
   *
   * @param round which one: what has the same number was measured shortly after each other
   */
  void add(int round, String contestant, Map<Measure, Double> measured) {
    Map<Measure, Map<Integer, Double>> all =
        values.computeIfAbsent(contestant, name -> new EnumMap<>(Measure.class));
    measured.forEach(
        (measure, value) -> all.computeIfAbsent(measure, key -> new TreeMap<>()).put(round, value));
  }

  /** The runners in the order in which they were added. */
  List<String> contestants() {
    return List.copyOf(values.keySet());
  }

  /** What was measured of a runner, round by round; nothing if that was not. */
  List<Double> of(String contestant, Measure measure) {
    return List.copyOf(rounds(contestant, measure).values());
  }

  /** The median of a runner's rounds, if that was measured of it. */
  Optional<Double> median(String contestant, Measure measure) {
    return Optional.of(of(contestant, measure)).filter(all -> !all.isEmpty()).map(Medians::of);
  }

  /**
   * One runner held against another in each round, since a machine may be faster in one round than
   * in the next.
   *
   * @param contestant the one
   * @param base the other
   * @param measure what is compared
   * @param how makes one value of that of the one and that of the other
   * @return a value for each round in which both were measured
   */
  List<Double> compare(String contestant, String base, Measure measure, DoubleBinaryOperator how) {
    Map<Integer, Double> others = rounds(base, measure);
    List<Double> all = new ArrayList<>();
    rounds(contestant, measure)
        .forEach(
            (round, value) ->
                Optional.ofNullable(others.get(round))
                    .ifPresent(other -> all.add(how.applyAsDouble(value, other))));
    return all;
  }

  private Map<Integer, Double> rounds(String contestant, Measure measure) {
    return values.getOrDefault(contestant, Map.of()).getOrDefault(measure, Map.of());
  }
}
