/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.Cause;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.Optional;

/** Counts failures, and keeps the last of them. Thread-safe. */
final class FailureMeter {
  private final Clock clock;
  private final FilterMeters filters;
  private final Counter failures;
  private final Counter configureFailures;
  private final LastFailures last = new LastFailures();

  /**
   * Makes one that has counted nothing.
   *
   * @param registry where the series are to be found
   * @param clock tells when something failed
   * @param filters know which filters may be named
   */
  FailureMeter(PrometheusRegistry registry, Clock clock, FilterMeters filters) {
    this.clock = clock;
    this.filters = filters;
    this.failures =
        Metrics.counter(
            registry,
            "a6_runner_failures_total",
            "Calls that have failed, or went on without one of their filters.",
            "filter",
            "phase",
            "cause");
    this.configureFailures =
        Metrics.counter(
            registry,
            "a6_runner_configure_failures_total",
            "Configurations that a filter could not make anything of.",
            "filter");
  }

  LastFailures last() {
    return last;
  }

  void failed(Optional<String> filter, Phase phase, Cause cause) {
    failures.labelValues(filters.label(filter), Metrics.label(phase), cause.label()).inc();
    last.add(new LastFailures.Failure(clock.instant(), filter, phase, cause));
  }

  void configureFailed(String filter) {
    configureFailures.labelValues(filters.label(Optional.of(filter))).inc();
  }

  /** Takes the series of a filter out of the metrics. */
  void remove(String filter) {
    configureFailures.remove(filter);
    for (Phase phase : Phase.values()) {
      for (Cause cause : Cause.values()) {
        failures.remove(filter, Metrics.label(phase), cause.label());
      }
    }
  }
}
