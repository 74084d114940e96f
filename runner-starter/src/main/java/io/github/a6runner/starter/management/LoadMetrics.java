/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.core.RunnerLoad;
import io.github.a6runner.core.RunnerState;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/** How far a server is from its limits, read when Prometheus asks. */
final class LoadMetrics {
  private LoadMetrics() {}

  /**
   * Registers them.
   *
   * @param registry where
   * @param subject has the server
   * @param meters know which filters may be named
   */
  static void register(PrometheusRegistry registry, Subject subject, FilterMeters meters) {
    Readings<RunnerLoad> load =
        new Readings<>(registry, () -> subject.server().get().map(RunnerState::load));
    ofServer(load);
    ofFilters(load, meters);
  }

  private static void ofServer(Readings<RunnerLoad> load) {
    load.gauge(
        "a6_runner_calls_waiting",
        "Calls that wait for a body from APISIX.",
        RunnerLoad::callsWaiting);
    load.gauge(
        "a6_runner_calls_waiting_limit",
        "Calls that may wait for a body from APISIX.",
        from -> from.limits().maxCallsWaiting());
    load.gauge(
        "a6_runner_calls_queued",
        "Calls that wait for a thread, where threads are limited.",
        RunnerLoad::callsQueued);
    load.gauge(
        "a6_runner_calls_queued_limit",
        "Calls that may wait for a thread.",
        from -> from.limits().maxCallsQueued());
    load.gauge(
        "a6_runner_large_messages_bytes",
        "Bytes of large messages of APISIX that are on their way or whose call is in flight.",
        RunnerLoad::bytesInFlight);
    load.gauge(
        "a6_runner_large_messages_limit_bytes",
        "Bytes of large messages that there may be; beyond it they are not read further.",
        from -> from.limits().maxBytesInFlight());
    load.gauge(
        "a6_runner_connections_limit",
        "Connections that may be open.",
        from -> from.limits().maxConnections());
  }

  private static void ofFilters(Readings<RunnerLoad> load, FilterMeters meters) {
    load.gauge(
        "a6_runner_event_loops_lost",
        "Event loops that a filter holds for ever; another has taken the place of each.",
        RunnerLoad::loopsLost);
    load.gauge(
        "a6_runner_filter_calls",
        "Calls that a filter is at work on, except for filters that do not block.",
        byLabel(meters, RunnerLoad.OfFilter::calls),
        "filter");
    load.gauge(
        "a6_runner_filter_stuck_threads",
        "Threads that a filter holds although they were interrupted a second ago or more.",
        byLabel(meters, RunnerLoad.OfFilter::stuckThreads),
        "filter");
  }

  /** Several filters may have one label between them. */
  private static BiConsumer<RunnerLoad, Readings.Values> byLabel(
      FilterMeters meters, ToIntFunction<RunnerLoad.OfFilter> value) {
    return (load, values) -> {
      Map<String, Integer> sums = new TreeMap<>();
      load.filters()
          .forEach(
              (name, filter) ->
                  sums.merge(
                      meters.label(Optional.of(name)), value.applyAsInt(filter), Integer::sum));
      sums.forEach((label, sum) -> values.add(sum, label));
    };
  }
}
