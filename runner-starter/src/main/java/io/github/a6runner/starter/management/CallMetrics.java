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
import java.util.Optional;
import java.util.function.Predicate;

/** Counts and measures what a server tells, for Prometheus. Thread-safe. */
final class CallMetrics implements RunnerEvents {
  private static final String NONE = "none";

  private final FilterMeters filters;
  private final FailureMeter failures;
  private final Counter calls;
  private final PerConstant<Phase, CounterDataPoint> proceeded;
  private final PerConstant<Phase, CounterDataPoint> stopped;
  private final PerConstant<Phase, DistributionDataPoint> durations;
  private final PerConstant<Query, DistributionDataPoint> queries;
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
    this.filters = new FilterMeters(registry, isLoaded);
    this.failures = new FailureMeter(registry, clock, filters);
    this.calls =
        Metrics.counter(
            registry,
            "a6_runner_calls_total",
            "Calls that have ended.",
            "phase",
            "decision",
            "cause");
    this.proceeded =
        new PerConstant<>(Phase.class, phase -> calls.labelValues(phase, "proceeded", NONE));
    this.stopped =
        new PerConstant<>(Phase.class, phase -> calls.labelValues(phase, "stopped", NONE));
    Histogram ofCalls =
        Metrics.durations(
            registry,
            "a6_runner_call_duration_seconds",
            "Calls, from their arrival to their reply, except those of cause calls_in_flight.",
            "phase");
    this.durations = new PerConstant<>(Phase.class, ofCalls::labelValues);
    Histogram ofQueries =
        Metrics.durations(
            registry,
            "a6_runner_query_duration_seconds",
            "Queries that APISIX has answered, from the question to the answer.",
            "query");
    this.queries = new PerConstant<>(Query.class, ofQueries::labelValues);
    Counter tokens =
        Metrics.counter(registry, "a6_runner_tokens_total", "Look-ups of calls' tokens.", "result");
    this.tokensFound = tokens.labelValues("found");
    this.tokensNotFound = tokens.labelValues("not_found");
  }

  FilterMeters filters() {
    return filters;
  }

  LastFailures lastFailures() {
    return failures.last();
  }

  /** Lets go of the series of filters that are not loaded any more. */
  void keepOnly(Collection<String> loaded) {
    filters.keepOnly(loaded).forEach(failures::remove);
  }

  @Override
  public void callProceeded(Phase phase, long nanos) {
    proceeded.at(phase).inc();
    durations.at(phase).observe(Metrics.seconds(nanos));
  }

  @Override
  public void callStopped(Phase phase, long nanos) {
    stopped.at(phase).inc();
    durations.at(phase).observe(Metrics.seconds(nanos));
  }

  @Override
  public void callDenied(Phase phase, Cause cause, long nanos) {
    callNotTaken(phase, cause);
    durations.at(phase).observe(Metrics.seconds(nanos));
  }

  /** Counted as denied; a histogram of the others would look the better for it. */
  @Override
  public void callNotTaken(Phase phase, Cause cause) {
    calls.labelValues(Metrics.label(phase), "denied", cause.label()).inc();
  }

  @Override
  public void callLost(Phase phase, Cause cause, long nanos) {
    calls.labelValues(Metrics.label(phase), "lost", cause.label()).inc();
  }

  @Override
  public void turnEnded(String filter, Phase phase, TurnEnd end, long nanos) {
    filters.turnEnded(filter, phase, end, nanos);
  }

  @Override
  public void failure(Optional<String> filter, Phase phase, Cause cause) {
    failures.failed(filter, phase, cause);
  }

  @Override
  public void queryAnswered(Query query, long nanos) {
    queries.at(query).observe(Metrics.seconds(nanos));
  }

  @Override
  public void tokenLooked(boolean found) {
    (found ? tokensFound : tokensNotFound).inc();
  }

  @Override
  public void configureFailed(String filter) {
    failures.configureFailed(filter);
  }
}
