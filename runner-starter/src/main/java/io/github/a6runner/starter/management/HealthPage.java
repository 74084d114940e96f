/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.a6runner.core.RunnerState;
import io.github.a6runner.core.plugin.PluginsState;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether the runner lives, and whether it is ready: it lives if it answers, and is ready if the
 * socket at its path is its own, until it is told to end. What else is not as it should be is told,
 * but is no reason to take a runner out of service.
 */
final class HealthPage {
  private final ObjectMapper json = new ObjectMapper();
  private final Subject subject;

  HealthPage(Subject subject) {
    this.subject = subject;
  }

  /** Alive: whoever reads this has the proof. */
  Page live() {
    return page(true, json.createObjectNode().put("live", true));
  }

  /** Ready or not, and why. */
  Page ready() {
    Optional<RunnerState> server = subject.server().get();
    return page(isReady(server), readiness(server));
  }

  /** Both. */
  Page both() {
    Optional<RunnerState> server = subject.server().get();
    ObjectNode health = readiness(server).put("live", true);
    PluginsState plugins = subject.plugins().get();
    health.put("plugins", plugins.inService().size());
    health.put("plugin_problems", plugins.problems().size());
    server.ifPresent(state -> health.put("overloaded", isFull(state)));
    return page(isReady(server), health);
  }

  private ObjectNode readiness(Optional<RunnerState> server) {
    return json.createObjectNode()
        .put("ready", isReady(server))
        .put("state", server.map(HealthPage::word).orElse("starting"));
  }

  private static boolean isReady(Optional<RunnerState> server) {
    return server.filter(RunnerState::listening).isPresent();
  }

  private static String word(RunnerState server) {
    if (server.ending()) {
      return "ending";
    }
    return server.listening() ? "listening" : "replaced";
  }

  private static boolean isFull(RunnerState state) {
    return state.calls().inFlight() >= state.calls().limit();
  }

  private static Page page(boolean good, ObjectNode body) {
    return Page.json(
        good ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE,
        (body + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
