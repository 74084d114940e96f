/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.github.a6runner.core.RunnerState;
import io.github.a6runner.core.log.LogText;
import io.github.a6runner.core.plugin.PluginsState;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What a server and its plugins count themselves, read when Prometheus asks. */
final class ServerMetrics {
  /** Labels are kept for long by whoever collects them. */
  private static final int MOST_PROBLEMS = 50;

  private static final int LONGEST_REASON = 200;

  private ServerMetrics() {}

  static void register(PrometheusRegistry registry, Subject subject) {
    Readings<RunnerState> server = new Readings<>(registry, subject.server());
    ofCalls(server);
    ofConfs(server);
    ofPlugins(new Readings<>(registry, () -> Optional.of(subject.plugins().get())));
    Info.builder()
        .name("a6_runner_build_info")
        .help("The version of the runner.")
        .labelNames("version")
        .register(registry)
        .addLabelValues(subject.version());
    new Readings<>(registry, () -> Optional.of(subject.logDropped()))
        .counter(
            "a6_runner_log_lines_dropped_total",
            "Lines of the log that were dropped, since it could not be written quickly enough.",
            LongSupplier::getAsLong);
  }

  private static void ofCalls(Readings<RunnerState> server) {
    server.gauge(
        "a6_runner_calls_in_flight",
        "Calls that have no reply yet.",
        state -> state.calls().inFlight());
    server.gauge(
        "a6_runner_calls_in_flight_limit",
        "Calls that may be in flight.",
        state -> state.calls().limit());
    server.gauge(
        "a6_runner_connections",
        "Open connections of APISIX.",
        state -> state.connections().open());
    server.counter(
        "a6_runner_connections_opened_total",
        "Connections that were accepted.",
        state -> state.connections().opened());
    server.counter(
        "a6_runner_connections_refused_total",
        "Connections that were refused, because of the peer or the limit.",
        (state, values) -> {
          values.add(state.connections().refused(), "peer");
          values.add(state.connections().overLimit(), "limit");
        },
        "reason");
  }

  private static void ofConfs(Readings<RunnerState> server) {
    server.gauge("a6_runner_confs", "Confs that are kept.", state -> state.confs().kept());
    server.gauge(
        "a6_runner_conf_bytes",
        "How much of max-conf-bytes the kept confs take.",
        state -> state.confs().bytes());
    server.counter(
        "a6_runner_confs_prepared_total",
        "Confs that APISIX has prepared.",
        (state, values) -> {
          values.add(state.confs().made(), "new");
          values.add(state.confs().known(), "known");
        },
        "result");
    server.counter(
        "a6_runner_confs_dropped_total",
        "Confs that had to go to stay within max-conf-bytes.",
        state -> state.confs().dropped());
  }

  private static void ofPlugins(Readings<PluginsState> plugins) {
    plugins.gauge("a6_runner_plugins", "Plugins in service.", state -> state.inService().size());
    plugins.gauge(
        "a6_runner_plugins_leaving",
        "Generations of plugins that were replaced or removed and are still in use.",
        PluginsState::leaving);
    plugins.gauge(
        "a6_runner_plugin_problems",
        "Problems of plugins at this moment.",
        state -> state.problems().size());
    plugins.gauge(
        "a6_runner_plugin_problem",
        "1 for each problem of a plugin at this moment.",
        ServerMetrics::problems,
        "origin",
        "reason");
    plugins.counter(
        "a6_runner_plugin_loads_total",
        "Generations of plugins that were put in service.",
        PluginsState::loaded);
    plugins.counter(
        "a6_runner_plugin_load_failures_total",
        "Problems of plugins that were found.",
        PluginsState::failures);
  }

  private static void problems(PluginsState plugins, Readings.Values values) {
    plugins.problems().stream()
        .map(
            problem ->
                List.of(problem.origin(), LogText.limited(problem.publicReason(), LONGEST_REASON)))
        .distinct()
        .limit(MOST_PROBLEMS)
        .forEach(problem -> values.add(1, problem.get(0), problem.get(1)));
  }
}
