/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayEffects;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.RequestEffect;
import io.github.a6runner.protocol.TextEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The runner and the upstream as a route has them.
 *
 * @param flow all that the requests of the gateway share
 * @param route the route
 * @param calls asks the runner
 */
record RoutePhases(RequestFlow flow, Route route, RunnerCalls calls) implements Phases {

  @Override
  public Optional<RequestEffect> ask(
      ExtPlugin plugin, GatewayRequest request, List<TextEntry> responseHeaders) {
    return phase(plugin)
        .map(
            phase -> {
              PeerReply reply = calls.ask(phase.conf(), request, request);
              sayFailure(plugin, phase, reply);
              return GatewayEffects.onRequest(request, reply, phase.allowDegradation());
            });
  }

  @Override
  public GatewayResponse upstream(GatewayRequest request) throws IOException {
    try {
      return flow.upstream().ask(route, request, calls.target(request));
    } catch (IOException e) {
      say("upstream: " + e);
      throw e;
    }
  }

  @Override
  public Optional<GatewayResponse> ask(GatewayRequest request, GatewayResponse upstream) {
    return phase(ExtPlugin.POST_RESP)
        .map(
            phase -> {
              PeerReply reply = calls.ask(phase.conf(), request, upstream, upstream);
              sayFailure(ExtPlugin.POST_RESP, phase, reply);
              return GatewayEffects.onResponse(upstream, reply, phase.allowDegradation());
            });
  }

  private Optional<PhaseConf> phase(ExtPlugin plugin) {
    return Optional.ofNullable(route.plugins().get(plugin));
  }

  private void sayFailure(ExtPlugin plugin, PhaseConf phase, PeerReply reply) {
    if (reply instanceof PeerReply.Failed failed) {
      String effect =
          phase.allowDegradation() ? "goes on (allow_degradation): " : "the client gets 503: ";
      say(plugin.pluginName() + ": " + effect + failed.reason());
    }
  }

  private void say(String what) {
    flow.said().accept("route " + route.id() + ": " + what);
  }
}
