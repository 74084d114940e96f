/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.starter.http.LoopbackAddress;
import io.github.a6runner.starter.http.OwnOrigin;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets in requests of the gateway's own page, and of who has the address, alone. Pure. */
final class SameOrigin {
  private static final int HTTP_PORT = 80;

  private SameOrigin() {}

  /** Returns why a request is refused; empty if it is not. */
  static Optional<GatewayResponse> refusal(IncomingRequest request) {
    LoopbackAddress server = request.server();
    return OwnOrigin.refusal(
            name -> values(request, name),
            host -> isOwn(host, server),
            server + " or localhost:" + server.port())
        .map(reason -> RequestFlow.text(403, "403: " + reason + "\n"));
  }

  /** A browser leaves away the port that HTTP has anyway. */
  private static boolean isOwn(String host, LoopbackAddress server) {
    Set<String> own = Set.of(server.toString(), "localhost:" + server.port());
    return own.contains(host) || own.contains(host + ":" + HTTP_PORT);
  }

  private static List<String> values(IncomingRequest request, String name) {
    return request.headers().stream()
        .filter(header -> DevHeaders.name(header).equals(name))
        .map(header -> header.value().map(Text::string).orElse(""))
        .toList();
  }
}
