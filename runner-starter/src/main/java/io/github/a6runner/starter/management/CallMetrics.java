/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.Cause;
import io.github.a6runner.core.RunnerEvents;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Counts and measures what a server tells, for Prometheus. Thread-safe. */
final class CallMetrics implements RunnerEvents {
  private static final double NANOS = 1e9;
  private static final String NONE = "none";

  private final FilterMeters filters;
  private final LastFailures lastFailures = new LastFailures();
  private final Clock clock;
  private final Counter calls;
  private final Counter failures;
  private final Counter configureFailures;
  private final Map<Phase, CounterDataPoint> proceeded = new EnumMap<>(Phase.class);
  private final Map<Phase, CounterDataPoint> stopped = new EnumMap<>(Phase.class);
  private final Map<Phase, DistributionDataPoint> durations = new EnumMap<>(Phase.class);
  private final Map<Query, DistributionDataPoint> queries = new EnumMap<>(Query.class);
  private final CounterDataPoint tokensFound;
  private final CounterDataPoint tokensNotFound;

  /**
   * Makes those of nothing that has happened.
   *
   * @param registry where the metrics are to be found
   * @param clock tells when something failed
   * @param isLoaded whether there is a filter of that name; for any thread
   */
  CallMetrics(PrometheusRegistry registry, Clock clock, Predicate<String> isLoaded) {
    this.clock = clock;
    this.filters = new FilterMeters(registry, isLoaded);
    this.calls =
        counter(
            registry,
            "a6_runner_calls_total",
            "Calls that have ended.",
            "phase",
            "decision",
            "cause");
    this.failures =
        counter(
            registry,
            "a6_runner_failures_total",
            "Calls that have failed, or went on without one of their filters.",
            "filter",
            "phase",
            "cause");
    this.configureFailures =
        counter(
            registry,
            "a6_runner_configure_failures_total",
            "Configurations that a filter could not make anything of.",
            "filter");
    Counter tokens =
        counter(registry, "a6_runner_tokens_total", "Tokens of calls looked for.", "result");
    this.tokensFound = tokens.labelValues("found");
    this.tokensNotFound = tokens.labelValues("not_found");
    Histogram ofCalls =
        histogram(
            registry,
            "a6_runner_call_duration_seconds",
            "Calls, from their arrival to their reply, but for those of cause calls_in_flight.",
            "phase");
    for (Phase phase : Phase.values()) {
      String label = FilterMeter.lower(phase);
      proceeded.put(phase, calls.labelValues(label, "proceeded", NONE));
      stopped.put(phase, calls.labelValues(label, "stopped", NONE));
      durations.put(phase, ofCalls.labelValues(label));
    }
    Histogram ofQueries =
        histogram(
            registry,
            "a6_runner_query_duration_seconds",
            "Queries that APISIX has answered, from the question to the answer.",
            "query");
    for (Query query : Query.values()) {
      queries.put(query, ofQueries.labelValues(FilterMeter.lower(query)));
    }
  }

  FilterMeters filters() {
    return filters;
  }

  LastFailures lastFailures() {
    return lastFailures;
  }

  /** Lets go of the series of filters that are not loaded any more. */
  void keepOnly(Collection<String> loaded) {
    for (String gone : filters.keepOnly(loaded)) {
      configureFailures.remove(gone);
      for (Phase phase : Phase.values()) {
        for (Cause cause : Cause.values()) {
          failures.remove(gone, FilterMeter.lower(phase), cause.label());
        }
      }
    }
  }

  @Override
  public void callProceeded(Phase phase, long nanos) {
    at(proceeded, phase).inc();
    at(durations, phase).observe(nanos / NANOS);
  }

  @Override
  public void callStopped(Phase phase, long nanos) {
    at(stopped, phase).inc();
    at(durations, phase).observe(nanos / NANOS);
  }

  @Override
  public void callDenied(Phase phase, Cause cause, long nanos) {
    callNotTaken(phase, cause);
    at(durations, phase).observe(nanos / NANOS);
  }

  /** Counted as denied; a histogram of the others would look the better for it. */
  @Override
  public void callNotTaken(Phase phase, Cause cause) {
    calls.labelValues(FilterMeter.lower(phase), "denied", cause.label()).inc();
  }

  @Override
  public void callLost(Phase phase, Cause cause, long nanos) {
    calls.labelValues(FilterMeter.lower(phase), "lost", cause.label()).inc();
  }

  @Override
  public void turnEnded(String filter, Phase phase, TurnEnd end, long nanos) {
    filters.turnEnded(filter, phase, end, nanos);
  }

  @Override
  public void failure(Optional<String> filter, Phase phase, Cause cause) {
    failures.labelValues(filters.label(filter), FilterMeter.lower(phase), cause.label()).inc();
    lastFailures.add(new LastFailures.Failure(clock.instant(), filter, phase, cause));
  }

  @Override
  public void queryAnswered(Query query, long nanos) {
    at(queries, query).observe(nanos / NANOS);
  }

  @Override
  public void tokenLooked(boolean found) {
    (found ? tokensFound : tokensNotFound).inc();
  }

  @Override
  public void configureFailed(String filter) {
    configureFailures.labelValues(filters.label(Optional.of(filter))).inc();
  }

  private static Counter counter(
      PrometheusRegistry registry, String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  private static Histogram histogram(
      PrometheusRegistry registry, String name, String help, String label) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .classicOnly()
        .classicUpperBounds(Buckets.SECONDS)
        .withoutExemplars()
        .register(registry);
  }

  private static <K extends Enum<K>, V> V at(Map<K, V> points, K key) {
    V point = points.get(key);
    if (point == null) {
      throw new AssertionError(key); // there is one for each
    }
    return point;
  }
}
