/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.RunnerEvents.TurnEnd;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is measured of one filter. Thread-safe. */
final class FilterMeter {
  private static final double NANOS = 1e9;

  private final Histogram durations;
  private final String label;
  private final Map<Phase, Map<TurnEnd, DistributionDataPoint>> points = new EnumMap<>(Phase.class);
  private final RecentTimes recent = new RecentTimes();

  /**
   * Makes one that has measured nothing.
   *
   * @param durations the metric, by filter, phase and outcome
   * @param label what stands for the filter in it
   */
  FilterMeter(Histogram durations, String label) {
    this.durations = durations;
    this.label = label;
    for (Phase phase : Phase.values()) {
      points.put(phase, new ConcurrentHashMap<>());
    }
  }

  String label() {
    return label;
  }

  void turnEnded(Phase phase, TurnEnd end, long nanos) {
    point(phase, end).observe(nanos / NANOS);
    recent.add(nanos);
  }

  RecentTimes.Summary recent() {
    return recent.summary();
  }

  /** Takes its series out of the metric. */
  void remove() {
    for (Phase phase : Phase.values()) {
      for (TurnEnd end : TurnEnd.values()) {
        durations.remove(label, lower(phase), lower(end));
      }
    }
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Series come into being when they are needed. */
  private DistributionDataPoint point(Phase phase, TurnEnd end) {
    Map<TurnEnd, DistributionDataPoint> ofPhase = points.get(phase);
    if (ofPhase == null) {
      throw new AssertionError(phase); // there is one for each
    }
    DistributionDataPoint point = ofPhase.get(end);
    return point == null
        ? ofPhase.computeIfAbsent(
            end, key -> durations.labelValues(label, lower(phase), lower(key)))
        : point;
  }
}
