/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.core.RunnerState;
import io.github.a6runner.core.plugin.PluginsState;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** What a server and its plugins count themselves, read when Prometheus asks. */
final class ServerMetrics {
  /** Labels are kept for long by whoever collects them. */
  private static final int MOST_PROBLEMS = 50;

  private static final int LONGEST_REASON = 200;

  private final PrometheusRegistry registry;
  private final Subject subject;

  private ServerMetrics(PrometheusRegistry registry, Subject subject) {
    this.registry = registry;
    this.subject = subject;
  }

  static void register(PrometheusRegistry registry, Subject subject) {
    ServerMetrics metrics = new ServerMetrics(registry, subject);
    metrics.ofServer();
    metrics.ofConfs();
    metrics.ofPlugins();
    Info.builder()
        .name("a6_runner_build_info")
        .help("The version of the runner.")
        .labelNames("version")
        .register(registry)
        .addLabelValues(subject.version());
    metrics.newCounter(
        "a6_runner_log_lines_dropped_total",
        "Lines of the log that were dropped, since it could not be written as quickly.",
        point -> point.call((double) subject.logDropped().getAsLong()));
  }

  private void ofServer() {
    gauge(
        "a6_runner_calls_in_flight",
        "Calls that have no reply yet.",
        state -> state.calls().inFlight());
    gauge(
        "a6_runner_calls_in_flight_limit",
        "Calls that may be in flight.",
        state -> state.calls().limit());
    gauge(
        "a6_runner_connections",
        "Open connections of APISIX.",
        state -> state.connections().open());
    counter(
        "a6_runner_connections_opened_total",
        "Connections that were accepted.",
        state -> state.connections().opened());
  }

  private void ofConfs() {
    gauge("a6_runner_confs", "Confs that are kept.", state -> state.confs().kept());
    gauge(
        "a6_runner_conf_bytes",
        "What the confs that are kept take of max-conf-bytes.",
        state -> state.confs().bytes());
    CounterWithCallback.builder()
        .name("a6_runner_confs_prepared_total")
        .help("Confs that APISIX has prepared.")
        .labelNames("result")
        .callback(
            point ->
                subject
                    .server()
                    .get()
                    .ifPresent(
                        state -> {
                          point.call((double) state.confs().made(), "new");
                          point.call((double) state.confs().known(), "known");
                        }))
        .register(registry);
    counter(
        "a6_runner_confs_dropped_total",
        "Confs that had to go to stay within max-conf-bytes.",
        state -> state.confs().dropped());
  }

  private void ofPlugins() {
    gaugeOfPlugins(
        "a6_runner_plugins", "Plugins in service.", plugins -> plugins.inService().size());
    gaugeOfPlugins(
        "a6_runner_plugins_leaving",
        "Generations of plugins that were replaced or removed and are still in use.",
        PluginsState::leaving);
    gaugeOfPlugins(
        "a6_runner_plugin_problems",
        "Problems of plugins at this moment.",
        plugins -> plugins.problems().size());
    ofProblems();
    counterOfPlugins(
        "a6_runner_plugin_loads_total",
        "Generations of plugins that were put in service.",
        PluginsState::loaded);
    counterOfPlugins(
        "a6_runner_plugin_load_failures_total",
        "Problems of plugins that were found.",
        PluginsState::failures);
  }

  private void ofProblems() {
    GaugeWithCallback.builder()
        .name("a6_runner_plugin_problem")
        .help("1 for each problem of a plugin at this moment.")
        .labelNames("origin", "reason")
        .callback(
            point ->
                subject.plugins().get().problems().stream()
                    .map(problem -> List.of(problem.origin(), shortened(problem.publicReason())))
                    .distinct()
                    .limit(MOST_PROBLEMS)
                    .forEach(problem -> point.call(1, problem.get(0), problem.get(1))))
        .register(registry);
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...";
  }

  private void gauge(String name, String help, ToDoubleFunction<RunnerState> value) {
    newGauge(name, help, point -> ofServer(value).ifPresent(point::call));
  }

  private void gaugeOfPlugins(String name, String help, ToDoubleFunction<PluginsState> value) {
    newGauge(name, help, point -> point.call(value.applyAsDouble(subject.plugins().get())));
  }

  private void newGauge(String name, String help, Consumer<GaugeWithCallback.Callback> value) {
    GaugeWithCallback.builder().name(name).help(help).callback(value).register(registry);
  }

  private void counter(String name, String help, ToDoubleFunction<RunnerState> value) {
    newCounter(name, help, point -> ofServer(value).ifPresent(point::call));
  }

  private void counterOfPlugins(String name, String help, ToDoubleFunction<PluginsState> value) {
    newCounter(name, help, point -> point.call(value.applyAsDouble(subject.plugins().get())));
  }

  private void newCounter(String name, String help, Consumer<CounterWithCallback.Callback> value) {
    CounterWithCallback.builder().name(name).help(help).callback(value).register(registry);
  }

  private Optional<Double> ofServer(ToDoubleFunction<RunnerState> value) {
    return subject.server().get().map(value::applyAsDouble);
  }
}
