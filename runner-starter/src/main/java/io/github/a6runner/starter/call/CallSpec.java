/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.call;

import io.github.a6runner.api.Phase;
import io.github.a6runner.peer.GatewayEffects;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.RequestEffect;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.starter.http.MessageDiff;
import java.util.List;
import java.util.Map;

/**
 * One call as it is to be played. Immutable.
 *
 * @param phase the phase
 * @param conf the filters of the route, with their confs
 * @param request the client's request, in both phases
 * @param upstream the upstream's response, in the response phase
 * @param variables what the gateway answers when a filter asks for a variable
 */
public record CallSpec(
    Phase phase,
    PeerConf conf,
    GatewayRequest request,
    GatewayResponse upstream,
    Map<String, Bytes> variables) {

  /**
   * Copies the variables.
   *
   * @param phase the phase
   * @param conf the filters of the route, with their confs
   * @param request the client's request, in both phases
   * @param upstream the upstream's response, in the response phase
   * @param variables what the gateway answers when a filter asks for a variable
   */
  public CallSpec {
    variables = Map.copyOf(variables);
  }

  /**
   * What comes of the request. The headers of a stop are written as the filter wrote them, though
   * APISIX sends them in lower case.
   */
  RequestEffect outcome(RequestAction action) {
    RequestEffect outcome = GatewayEffects.onRequest(request, action);
    if (outcome instanceof RequestEffect.Stopped stopped
        && action instanceof RequestAction.Stop stop) {
      GatewayResponse sent = stopped.response();
      return new RequestEffect.Stopped(
          new GatewayResponse(sent.status(), stop.headers(), sent.body()));
    }
    return outcome;
  }

  /** How a request that goes on is another than it was, with its headers for the response. */
  MessageDiff diff(RequestEffect.Forwarded forwarded) {
    return MessageDiff.of(request, forwarded.request())
        .withResponseHeaders(List.of(), forwarded.responseHeaders());
  }

  /** What the client gets of the upstream's response. */
  GatewayResponse outcome(HttpRespReply reply) {
    return GatewayEffects.onResponse(upstream, reply);
  }
}
