/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Text;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells requests of the gateway's own page from those that another page makes a browser send. A
 * name that somebody lets point to this machine is no name of the gateway either. Pure.
 */
final class SameOrigin {
  private static final int HTTP_PORT = 80;

  private SameOrigin() {}

  /** Returns why a request is refused; empty if it is not. */
  static Optional<GatewayResponse> refusal(IncomingRequest request) {
    List<String> hosts = values(request, "host");
    List<String> origins = values(request, "origin");
    if (hosts.size() != 1 || !isOwn(hosts.get(0), request.server())) {
      return refused("host: " + hosts + " (expected: " + own(request.server()) + ")");
    }
    String origin = "http://" + hosts.get(0).toLowerCase(Locale.ROOT);
    if (!origins.stream().allMatch(each -> each.equals(origin))) {
      return refused("origin: " + origins + " (expected: none or " + origin + ")");
    }
    List<String> sites = values(request, "sec-fetch-site");
    return Set.of("same-origin", "none").containsAll(sites)
        ? Optional.empty()
        : refused("sec-fetch-site: " + sites + " (expected: a request of this page itself)");
  }

  private static boolean isOwn(String host, InetSocketAddress server) {
    String lower = host.toLowerCase(Locale.ROOT);
    return ownNames(server).stream()
        .anyMatch(
            name ->
                lower.equals(name + ":" + server.getPort())
                    || (server.getPort() == HTTP_PORT && lower.equals(name)));
  }

  private static List<String> ownNames(InetSocketAddress server) {
    return List.of(HttpServer.shown(server.getAddress()), "localhost");
  }

  private static String own(InetSocketAddress server) {
    return HttpServer.shown(server) + " or localhost:" + server.getPort();
  }

  private static List<String> values(IncomingRequest request, String name) {
    return request.headers().stream()
        .filter(header -> Headers.name(header).equals(name))
        .map(header -> header.value().map(Text::string).orElse(""))
        .toList();
  }

  private static Optional<GatewayResponse> refused(String reason) {
    return Optional.of(RequestFlow.text(403, "403: " + reason + "\n"));
  }
}
