/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.RunnerEvents.TurnEnd;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is measured of one filter. Thread-safe. */
final class FilterMeter {
  private final Histogram durations;
  private final String label;
  private final PerConstant<Phase, Map<TurnEnd, DistributionDataPoint>> points =
      new PerConstant<>(Phase.class, phase -> new ConcurrentHashMap<>());
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
  }

  String label() {
    return label;
  }

  void turnEnded(Phase phase, TurnEnd end, long nanos) {
    point(phase, end).observe(Metrics.seconds(nanos));
    recent.add(nanos);
  }

  RecentTimes.Summary recent() {
    return recent.summary();
  }

  /** Takes its series out of the metric. */
  void remove() {
    for (Phase phase : Phase.values()) {
      for (TurnEnd end : TurnEnd.values()) {
        durations.remove(label, Metrics.label(phase), Metrics.label(end));
      }
    }
  }

  /** Series come into being when they are needed. */
  private DistributionDataPoint point(Phase phase, TurnEnd end) {
    Map<TurnEnd, DistributionDataPoint> ofPhase = points.at(phase);
    DistributionDataPoint point = ofPhase.get(end);
    return point == null
        ? ofPhase.computeIfAbsent(
            end, key -> durations.labelValues(label, Metrics.label(phase), Metrics.label(key)))
        : point;
  }
}
