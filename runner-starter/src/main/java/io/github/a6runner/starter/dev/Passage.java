/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.RequestEffect;
import io.github.a6runner.protocol.TextEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The way of one request through the gateway, in the order of APISIX. For one thread. */
final class Passage {
  private final Phases phases;
  private GatewayRequest request;
  private List<TextEntry> responseHeaders = List.of();

  private Passage(Phases phases, GatewayRequest request) {
    this.phases = phases;
    this.request = request;
  }

  /**
   * Goes all the way.
   *
   * @return what the client gets
   */
  static GatewayResponse of(GatewayRequest request, Phases phases) {
    Passage passage = new Passage(phases, request);
    return passage
        .ask(ExtPlugin.PRE_REQ)
        .or(() -> passage.ask(ExtPlugin.POST_REQ))
        .orElseGet(passage::proxied);
  }

  /** Returns what the client gets if the request ends here. */
  private Optional<GatewayResponse> ask(ExtPlugin plugin) {
    Optional<RequestEffect> effect = phases.ask(plugin, request, responseHeaders);
    if (effect.isEmpty()) {
      return Optional.empty();
    }
    if (effect.get() instanceof RequestEffect.Forwarded forwarded) {
      request = forwarded.request();
      responseHeaders = DevHeaders.replaced(responseHeaders, forwarded.responseHeaders());
      return Optional.empty();
    }
    GatewayResponse stop = ((RequestEffect.Stopped) effect.get()).response();
    return Optional.of(DevHeaders.withEarlier(stop, responseHeaders));
  }

  private GatewayResponse proxied() {
    GatewayResponse upstream;
    try {
      upstream = phases.upstream(request);
    } catch (IOException e) {
      return RequestFlow.text(502, "502 Bad Gateway: " + e.getMessage() + "\n");
    }
    return phases
        .ask(request, upstream)
        .map(response -> DevHeaders.withEarlier(response, responseHeaders))
        .orElseGet(() -> DevHeaders.with(upstream, responseHeaders));
  }
}
