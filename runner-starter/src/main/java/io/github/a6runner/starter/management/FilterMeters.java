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
import java.util.function.Predicate;

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
  private final Predicate<String> isLoaded;
  private final FilterMeter other;
  private final Map<String, FilterMeter> meters = new ConcurrentHashMap<>();

  /**
   * Makes those of no filters.
   *
   * @param registry where the series are to be found
   * @param isLoaded whether there is a filter of that name; for any thread
   */
  FilterMeters(PrometheusRegistry registry, Predicate<String> isLoaded) {
    this.isLoaded = isLoaded;
    this.durations =
        Metrics.durations(
            registry,
            "a6_runner_filter_duration_seconds",
            "Turns of filters, from the filter's start to its decision.",
            "filter",
            "phase",
            "outcome");
    this.other = new FilterMeter(durations, OTHER);
  }

  /** A turn of a filter that is loaded has ended. */
  void turnEnded(String filter, Phase phase, TurnEnd end, long nanos) {
    meter(filter).turnEnded(phase, end, nanos);
  }

  /** The label of a filter whose name may be anything, such as what a conf says. */
  String label(Optional<String> filter) {
    return filter.map(this::label).orElse("none");
  }

  private String label(String filter) {
    return meters.containsKey(filter) || isLoaded.test(filter) ? meter(filter).label() : OTHER;
  }

  /** What the last turns of each took. */
  Map<String, RecentTimes.Summary> recent() {
    Map<String, RecentTimes.Summary> recent = new LinkedHashMap<>();
    meters.forEach((name, meter) -> recent.put(name, meter.recent()));
    recent.values().removeIf(summary -> summary.turns() == 0);
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
    FilterMeter known = meters.get(filter);
    if (known != null) {
      return known;
    }
    return meters.size() < MOST
        ? meters.computeIfAbsent(filter, name -> new FilterMeter(durations, name))
        : other;
  }
}
