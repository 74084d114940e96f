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

/** The way of one request through its route. For one thread. */
final class Passage {
  private final RequestFlow flow;
  private final Route route;
  private final RunnerCalls calls;
  private GatewayRequest request;
  private List<TextEntry> responseHeaders = List.of();

  Passage(RequestFlow flow, Route route, IncomingRequest incoming) {
    this.flow = flow;
    this.route = route;
    this.calls = new RunnerCalls(flow.peer(), route, incoming);
    this.request = incoming.toGateway();
  }

  GatewayResponse run() {
    return ask(ExtPlugin.PRE_REQ).or(() -> ask(ExtPlugin.POST_REQ)).orElseGet(this::proxied);
  }

  /**
   * Asks the runner in a phase before the upstream; returns what the client gets if that is all.
   */
  private Optional<GatewayResponse> ask(ExtPlugin plugin) {
    PhaseConf phase = route.plugins().get(plugin);
    if (phase == null) {
      return Optional.empty();
    }
    PeerReply reply = calls.ask(phase.conf(), request, request);
    sayFailure(plugin, phase, reply);
    RequestEffect outcome = GatewayEffects.onRequest(request, reply, phase.allowDegradation());
    if (outcome instanceof RequestEffect.Forwarded forwarded) {
      request = forwarded.request();
      responseHeaders = DevHeaders.replaced(responseHeaders, forwarded.responseHeaders());
      return Optional.empty();
    }
    GatewayResponse stop = ((RequestEffect.Stopped) outcome).response();
    return Optional.of(DevHeaders.withEarlier(stop, responseHeaders));
  }

  private GatewayResponse proxied() {
    try {
      return toClient(flow.upstream().ask(route, request, calls.target(request)));
    } catch (IOException e) {
      flow.said().accept("route " + route.id() + ": upstream: " + e);
      return RequestFlow.text(502, "502 Bad Gateway: " + e.getMessage() + "\n");
    }
  }

  private GatewayResponse toClient(GatewayResponse upstream) {
    PhaseConf phase = route.plugins().get(ExtPlugin.POST_RESP);
    if (phase == null) {
      return DevHeaders.with(upstream, responseHeaders);
    }
    PeerReply reply = calls.ask(phase.conf(), request, upstream, upstream);
    sayFailure(ExtPlugin.POST_RESP, phase, reply);
    return DevHeaders.withEarlier(
        GatewayEffects.onResponse(upstream, reply, phase.allowDegradation()), responseHeaders);
  }

  private void sayFailure(ExtPlugin plugin, PhaseConf phase, PeerReply reply) {
    if (reply instanceof PeerReply.Failed failed) {
      String effect =
          phase.allowDegradation() ? "goes on (allow_degradation): " : "the client gets 503: ";
      flow.said()
          .accept(
              "route " + route.id() + ": " + plugin.pluginName() + ": " + effect + failed.reason());
    }
  }
}
