/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.core.RunnerLoad;
import io.github.a6runner.core.RunnerState;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** How far a server is from its limits, read when Prometheus asks. */
final class LoadMetrics {
  private final PrometheusRegistry registry;
  private final Subject subject;
  private final FilterMeters meters;

  private LoadMetrics(PrometheusRegistry registry, Subject subject, FilterMeters meters) {
    this.registry = registry;
    this.subject = subject;
    this.meters = meters;
  }

  /**
   * Registers them.
   *
   * @param registry where
   * @param subject has the server
   * @param meters know which filters may be named
   */
  static void register(PrometheusRegistry registry, Subject subject, FilterMeters meters) {
    LoadMetrics metrics = new LoadMetrics(registry, subject, meters);
    metrics.ofCalls();
    metrics.ofConnections();
    metrics.ofFilters();
  }

  private void ofCalls() {
    gauge(
        "a6_runner_calls_waiting",
        "Calls that wait for a body from APISIX.",
        RunnerLoad::callsWaiting);
    gauge(
        "a6_runner_calls_waiting_limit",
        "Calls that may wait for a body from APISIX.",
        load -> load.limits().maxCallsWaiting());
    gauge(
        "a6_runner_calls_queued",
        "Calls that wait for a thread, where threads are limited.",
        RunnerLoad::callsQueued);
    gauge(
        "a6_runner_calls_queued_limit",
        "Calls that may wait for a thread.",
        load -> load.limits().maxCallsQueued());
    gauge(
        "a6_runner_large_messages_bytes",
        "Bytes of large messages of APISIX that are on their way or whose call is in flight.",
        RunnerLoad::bytesInFlight);
    gauge(
        "a6_runner_large_messages_limit_bytes",
        "Bytes of large messages that there may be; beyond it they are not read on.",
        load -> load.limits().maxBytesInFlight());
  }

  private void ofConnections() {
    gauge(
        "a6_runner_connections_limit",
        "Connections that may be open.",
        load -> load.limits().maxConnections());
    CounterWithCallback.builder()
        .name("a6_runner_connections_refused_total")
        .help("Connections that were refused, for their peer or since there were too many.")
        .labelNames("reason")
        .callback(
            point ->
                server()
                    .ifPresent(
                        state -> {
                          point.call((double) state.connections().refused(), "peer");
                          point.call((double) state.connections().overLimit(), "limit");
                        }))
        .register(registry);
  }

  private void ofFilters() {
    gauge(
        "a6_runner_event_loops_lost",
        "Event loops that a filter holds for ever; another has taken the place of each.",
        RunnerLoad::loopsLost);
    gaugeOfFilters(
        "a6_runner_filter_calls",
        "Calls that a filter is at work on, but for filters that do not block.",
        RunnerLoad.OfFilter::calls);
    gaugeOfFilters(
        "a6_runner_filter_stuck_threads",
        "Threads that a filter holds although they were interrupted a second ago or more.",
        RunnerLoad.OfFilter::stuckThreads);
  }

  private void gauge(String name, String help, ToLongFunction<RunnerLoad> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(
            point ->
                server().ifPresent(state -> point.call((double) value.applyAsLong(state.load()))))
        .register(registry);
  }

  private void gaugeOfFilters(String name, String help, ToIntFunction<RunnerLoad.OfFilter> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("filter")
        .callback(
            point ->
                server()
                    .ifPresent(
                        state ->
                            byLabel(state.load().filters(), value)
                                .forEach((label, sum) -> point.call(sum, label))))
        .register(registry);
  }

  /** Several filters may have one label between them. */
  private Map<String, Integer> byLabel(
      Map<String, RunnerLoad.OfFilter> filters, ToIntFunction<RunnerLoad.OfFilter> value) {
    Map<String, Integer> sums = new TreeMap<>();
    filters.forEach(
        (name, load) ->
            sums.merge(meters.label(Optional.of(name)), value.applyAsInt(load), Integer::sum));
    return sums;
  }

  private Optional<RunnerState> server() {
    return subject.server().get();
  }
}
