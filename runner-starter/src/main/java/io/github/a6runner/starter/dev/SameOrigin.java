/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.starter.http.OwnOrigin;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Lets in requests of the gateway's own page, and of who has the address, alone. Pure. */
final class SameOrigin {
  private static final int HTTP_PORT = 80;

  private SameOrigin() {}

  /** Returns why a request is refused; empty if it is not. */
  static Optional<GatewayResponse> refusal(IncomingRequest request) {
    InetSocketAddress server = request.server();
    return OwnOrigin.refusal(
            name -> values(request, name), host -> isOwn(host, server), own(server))
        .map(reason -> RequestFlow.text(403, "403: " + reason + "\n"));
  }

  private static boolean isOwn(String host, InetSocketAddress server) {
    return ownNames(server).stream()
        .anyMatch(
            name ->
                host.equals(name + ":" + server.getPort())
                    || (server.getPort() == HTTP_PORT && host.equals(name)));
  }

  private static List<String> ownNames(InetSocketAddress server) {
    return List.of(HttpServer.shown(server.getAddress()), "localhost");
  }

  private static String own(InetSocketAddress server) {
    return HttpServer.shown(server) + " or localhost:" + server.getPort();
  }

  private static List<String> values(IncomingRequest request, String name) {
    return request.headers().stream()
        .filter(header -> DevHeaders.name(header).equals(name))
        .map(header -> header.value().map(Text::string).orElse(""))
        .toList();
  }
}
