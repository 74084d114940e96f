/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.RunnerEvents.TurnEnd;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is measured of the filters: a bounded number of them by name, all further ones together.
 * Thread-safe.
 */
final class FilterMeters {
  /** The most filters that have series of their own. */
  static final int MOST = 200;

  /** What stands for all further ones. */
  static final String OTHER = "other";

  private final Histogram durations;
  private final FilterMeter other;
  private final Map<String, FilterMeter> meters = new ConcurrentHashMap<>();

  FilterMeters(PrometheusRegistry registry) {
    this.durations =
        Histogram.builder()
            .name("a6_runner_filter_duration_seconds")
            .help("Turns of filters, from the filter's begin to its decision.")
            .labelNames("filter", "phase", "outcome")
            .classicOnly()
            .classicUpperBounds(Buckets.SECONDS)
            .withoutExemplars()
            .register(registry);
    this.other = new FilterMeter(durations, OTHER);
  }

  /** A turn of a filter that is loaded has ended. */
  void turnEnded(String filter, Phase phase, TurnEnd end, long nanos) {
    FilterMeter meter = meters.get(filter);
    (meter == null ? meter(filter) : meter).turnEnded(phase, end, nanos);
  }

  /** The label of a filter that may be anything: only those that have been at work have one. */
  String label(Optional<String> filter) {
    return filter.map(name -> meters.containsKey(name) ? name : OTHER).orElse("none");
  }

  /** What the last turns of each took. */
  Map<String, RecentTimes.Summary> recent() {
    Map<String, RecentTimes.Summary> recent = new LinkedHashMap<>();
    meters.forEach((name, meter) -> recent.put(name, meter.recent()));
    return recent;
  }

  /** Lets go of the series of filters that are not loaded any more, and names them. */
  Set<String> keepOnly(Collection<String> loaded) {
    Set<String> gone = new HashSet<>(meters.keySet());
    gone.removeAll(loaded);
    for (String name : gone) {
      FilterMeter meter = meters.remove(name);
      if (meter != null) {
        meter.remove();
      }
    }
    return gone;
  }

  private FilterMeter meter(String filter) {
    return meters.size() < MOST
        ? meters.computeIfAbsent(filter, name -> new FilterMeter(durations, name))
        : other;
  }
}
