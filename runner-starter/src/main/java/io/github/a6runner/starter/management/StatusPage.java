/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.a6runner.api.Phase;
import io.github.a6runner.core.RunnerLoad;
import io.github.a6runner.core.RunnerState;
import io.github.a6runner.core.log.LogText;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.core.plugin.PluginsState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The runner for a person, as JSON. No configurations, headers, bodies or messages are in it. */
final class StatusPage {
  private static final int SLOWEST = 10;
  private static final int BUSIEST = 10;
  private static final int LONGEST_NAME = 128;

  private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private final Subject subject;
  private final CallMetrics calls;
  private final Clock clock;

  StatusPage(Subject subject, CallMetrics calls, Clock clock) {
    this.subject = subject;
    this.calls = calls;
    this.clock = clock;
  }

  byte[] bytes() {
    ObjectNode page = json.createObjectNode();
    page.put("version", subject.version());
    page.put("started", subject.started().toString());
    page.put(
        "uptime_seconds", Duration.between(subject.started(), clock.instant()).toMillis() / 1e3);
    jvm(page.putObject("jvm"));
    page.put("socket", subject.socket());
    page.put("transport", subject.transport());
    page.put("managed", subject.managed());
    Optional<RunnerState> server = subject.server().get();
    server.ifPresent(state -> server(page, state));
    PluginsState plugins = subject.plugins().get();
    plugins(page.putArray("plugins"), plugins);
    problems(page.putArray("plugin_problems"), plugins);
    slowest(page.putArray("slowest_filters"));
    failures(page.putArray("last_failures"));
    page.put("log_lines_dropped", subject.logDropped().getAsLong());
    try {
      return json.writeValueAsBytes(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O
    }
  }

  private static void jvm(ObjectNode jvm) {
    Runtime runtime = Runtime.getRuntime();
    jvm.put("version", Runtime.version().toString());
    jvm.put("name", ManagementFactory.getRuntimeMXBean().getVmName());
    jvm.put("pid", ProcessHandle.current().pid());
    jvm.put("processors", runtime.availableProcessors());
    jvm.put("heap_used_bytes", runtime.totalMemory() - runtime.freeMemory());
    jvm.put("heap_max_bytes", runtime.maxMemory());
  }

  private static void server(ObjectNode page, RunnerState state) {
    page.put("listening", state.listening());
    page.put("ending", state.ending());
    ObjectNode calls = page.putObject("calls");
    calls.put("in_flight", state.calls().inFlight());
    calls.put("limit", state.calls().limit());
    RunnerLoad load = state.load();
    calls.put("waiting", load.callsWaiting());
    calls.put("waiting_limit", load.limits().maxCallsWaiting());
    calls.put("queued", load.callsQueued());
    calls.put("queued_limit", load.limits().maxCallsQueued());
    ObjectNode large = page.putObject("large_messages");
    large.put("bytes", load.bytesInFlight());
    large.put("limit_bytes", load.limits().maxBytesInFlight());
    page.put("event_loops_lost", load.loopsLost());
    busiest(page.putArray("busiest_filters"), load);
    ObjectNode connections = page.putObject("connections");
    connections.put("open", state.connections().open());
    connections.put("opened", state.connections().opened());
    connections.put("limit", load.limits().maxConnections());
    connections.put("refused_for_peer", state.connections().refused());
    connections.put("refused_for_limit", state.connections().overLimit());
    ObjectNode confs = page.putObject("confs");
    confs.put("kept", state.confs().kept());
    confs.put("bytes", state.confs().bytes());
    confs.put("new", state.confs().made());
    confs.put("known", state.confs().known());
    confs.put("dropped", state.confs().dropped());
    state.passedOver().forEach(page.putArray("passed_over")::add);
  }

  /** Those with stuck threads first. */
  private static void busiest(ArrayNode all, RunnerLoad load) {
    load.filters().entrySet().stream()
        .filter(filter -> filter.getValue().calls() + filter.getValue().stuckThreads() > 0)
        .sorted(
            Map.Entry.comparingByValue(
                Comparator.comparingInt(RunnerLoad.OfFilter::stuckThreads)
                    .thenComparingInt(RunnerLoad.OfFilter::calls)
                    .reversed()))
        .limit(BUSIEST)
        .forEach(
            filter ->
                all.addObject()
                    .put("filter", limited(filter.getKey()))
                    .put("calls", filter.getValue().calls())
                    .put("stuck_threads", filter.getValue().stuckThreads()));
  }

  private static void plugins(ArrayNode all, PluginsState plugins) {
    for (PluginsState.InService each : plugins.inService()) {
      ObjectNode plugin = all.addObject();
      LoadedFilter first = each.filters().get(0);
      plugin.put("plugin", first.plugin());
      plugin.put("origin", first.origin());
      plugin.put("generation", each.generation());
      ArrayNode filters = plugin.putArray("filters");
      for (LoadedFilter filter : each.filters()) {
        ObjectNode node = filters.addObject();
        node.put("name", filter.name());
        node.put("execution", filter.execution().label());
        ArrayNode phases = node.putArray("phases");
        for (Phase phase : filter.phases()) {
          phases.add(Metrics.label(phase));
        }
      }
    }
  }

  private static void problems(ArrayNode all, PluginsState plugins) {
    plugins
        .problems()
        .forEach(
            problem ->
                all.addObject()
                    .put("origin", problem.origin())
                    .put("reason", problem.publicReason()));
  }

  private void slowest(ArrayNode all) {
    calls.filters().recent().entrySet().stream()
        .sorted(
            Comparator.comparingDouble(
                (Map.Entry<String, RecentTimes.Summary> filter) -> -filter.getValue().p99()))
        .limit(SLOWEST)
        .forEach(
            filter ->
                all.addObject()
                    .put("filter", filter.getKey())
                    .put("turns", filter.getValue().turns())
                    .put("recent_mean_seconds", filter.getValue().mean())
                    .put("recent_p99_seconds", filter.getValue().p99()));
  }

  private void failures(ArrayNode all) {
    for (LastFailures.Failure failure : calls.lastFailures().newestFirst()) {
      ObjectNode node = all.addObject();
      node.put("time", failure.time().toString());
      failure.filter().ifPresent(filter -> node.put("filter", limited(filter)));
      node.put("phase", Metrics.label(failure.phase()));
      node.put("cause", failure.cause().label());
    }
  }

  private static String limited(String name) {
    return LogText.limited(name, LONGEST_NAME);
  }
}
