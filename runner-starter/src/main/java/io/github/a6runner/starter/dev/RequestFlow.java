/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.TextEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes requests the way of APISIX: route, phases, upstream. Free to share between threads.
 *
 * @param routes gives the routes of now
 * @param peer asks the runner
 * @param upstream asks the upstream
 * @param said takes lines for the person who develops
 */
record RequestFlow(
    Supplier<RouteTable> routes, ApisixPeer peer, Upstream upstream, Consumer<String> said) {

  /** Answers a request, on the calling thread. */
  GatewayResponse answer(IncomingRequest request) {
    String path = request.toGateway().path().string();
    return routes
        .get()
        .find(request.method().name(), request.host(), path)
        .map(route -> Passage.of(request.toGateway(), phases(route, request)))
        .orElseGet(() -> text(404, "{\"error_msg\":\"404 Route Not Found\"}\n"));
  }

  private Phases phases(Route route, IncomingRequest request) {
    return new RoutePhases(this, route, new RunnerCalls(peer, route, request));
  }

  static GatewayResponse text(int status, String body) {
    return new GatewayResponse(
        status,
        List.of(TextEntry.of("Content-Type", "text/plain; charset=utf-8")),
        Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
  }
}
