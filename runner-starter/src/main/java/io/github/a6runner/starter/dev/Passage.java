/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.ExtraInfoSource;
import io.github.a6runner.peer.GatewayEffects;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.RequestOutcome;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.TextEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The way of one request through its route. For one thread. */
final class Passage {
  /** The peer puts the right one in. */
  private static final long NO_TOKEN = 0;

  private final RequestFlow flow;
  private final Route route;
  private final IncomingRequest incoming;
  private final GatewayRequest original;
  private GatewayRequest request;
  private List<TextEntry> responseHeaders = List.of();

  Passage(RequestFlow flow, Route route, IncomingRequest incoming) {
    this.flow = flow;
    this.route = route;
    this.incoming = incoming;
    this.original = incoming.toGateway();
    this.request = original;
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
    PeerReply reply = flow.peer().callRequest(phase.conf(), requestCall(), info(Optional.empty()));
    RequestOutcome outcome = outcome(plugin, phase, reply);
    if (outcome instanceof RequestOutcome.Forwarded forwarded) {
      request = forwarded.request();
      responseHeaders = Headers.replaced(responseHeaders, forwarded.responseHeaders());
      return Optional.empty();
    }
    GatewayResponse stop = ((RequestOutcome.Stopped) outcome).response();
    return Optional.of(
        new GatewayResponse(
            stop.status(), Headers.replaced(responseHeaders, stop.headers()), stop.body()));
  }

  private RequestOutcome outcome(ExtPlugin plugin, PhaseConf phase, PeerReply reply) {
    if (reply instanceof PeerReply.Answered answered
        && answered.reply() instanceof HttpReqReply verdict) {
      return GatewayEffects.onRequest(request, verdict.action());
    }
    sayFailure(plugin, phase, reply);
    return GatewayEffects.onRequestFailure(request, phase.allowDegradation());
  }

  private GatewayResponse proxied() {
    try {
      return toClient(flow.upstream().ask(route, request, target()));
    } catch (IOException e) {
      flow.said().accept("route " + route.id() + ": upstream: " + e);
      return RequestFlow.text(502, "502 Bad Gateway: " + e.getMessage() + "\n");
    }
  }

  private GatewayResponse toClient(GatewayResponse upstream) {
    PhaseConf phase = route.plugins().get(ExtPlugin.POST_RESP);
    if (phase == null) {
      return withHeaders(upstream, Headers.replaced(upstream.headers(), responseHeaders));
    }
    PeerReply reply =
        flow.peer().callResponse(phase.conf(), responseCall(upstream), info(Optional.of(upstream)));
    GatewayResponse client = outcome(phase, upstream, reply);
    return withHeaders(client, Headers.replaced(responseHeaders, client.headers()));
  }

  private GatewayResponse outcome(PhaseConf phase, GatewayResponse upstream, PeerReply reply) {
    if (reply instanceof PeerReply.Answered answered
        && answered.reply() instanceof HttpRespReply verdict) {
      return GatewayEffects.onResponse(upstream, verdict);
    }
    sayFailure(ExtPlugin.POST_RESP, phase, reply);
    return GatewayEffects.onResponseFailure(upstream, phase.allowDegradation());
  }

  private static GatewayResponse withHeaders(GatewayResponse response, List<TextEntry> headers) {
    return new GatewayResponse(response.status(), headers, response.body());
  }

  private void sayFailure(ExtPlugin plugin, PhaseConf phase, PeerReply reply) {
    String effect =
        phase.allowDegradation() ? "goes on (allow_degradation): " : "the client gets 503: ";
    String reason =
        reply instanceof PeerReply.Failed failed ? failed.reason() : "an answer of a wrong type";
    flow.said().accept("route " + route.id() + ": " + plugin.pluginName() + ": " + effect + reason);
  }

  private HttpReqCall requestCall() {
    return new HttpReqCall(
        flow.peer().nextId(),
        Bytes.of(incoming.client().getAddress().getAddress()),
        request.method(),
        request.path(),
        request.args(),
        request.headers(),
        NO_TOKEN);
  }

  private HttpRespCall responseCall(GatewayResponse upstream) {
    return new HttpRespCall(flow.peer().nextId(), upstream.status(), upstream.headers(), NO_TOKEN);
  }

  private ExtraInfoSource info(Optional<GatewayResponse> upstream) {
    return ExtraInfoSource.of(
        RequestVariables.of(incoming, request, route, upstream),
        present(request.body()),
        upstream.map(GatewayResponse::body).flatMap(Passage::present));
  }

  private static Optional<Bytes> present(Bytes body) {
    return Optional.of(body).filter(bytes -> !bytes.isEmpty());
  }

  /** What the upstream is asked for: as it came where no filter changed it. */
  private String target() {
    boolean samePath = request.path().equals(original.path());
    String path = samePath ? incoming.rawPath() : request.path().string();
    boolean sameArgs = request.args().equals(original.args());
    String query = sameArgs ? incoming.query() : QueryEscape.of(request.args());
    return query.isEmpty() ? path : path + "?" + query;
  }
}
