/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The variables of nginx and APISIX that the dev gateway has for a request. */
final class RequestVariables {
  private final Map<String, Bytes> variables = new HashMap<>();

  private RequestVariables() {}

  /** Derives them from what came, and from what filters have made of it since. */
  static Map<String, Bytes> of(
      IncomingRequest incoming,
      GatewayRequest now,
      Route route,
      Optional<GatewayResponse> response) {
    RequestVariables all = new RequestVariables();
    all.connection(incoming);
    all.target(incoming);
    all.put("route_id", route.id());
    now.args().forEach(arg -> all.first("arg_" + arg.name().string(), arg));
    now.headers().forEach(header -> all.joined("http_", header));
    response.ifPresent(all::response);
    all.cookies();
    all.copy("http_content_type", "content_type");
    all.copy("http_content_length", "content_length");
    return all.variables;
  }

  private void connection(IncomingRequest incoming) {
    put("remote_addr", HttpServer.plain(incoming.client().getAddress()));
    put("remote_port", Integer.toString(incoming.client().getPort()));
    put("server_addr", HttpServer.plain(incoming.server().getAddress()));
    put("server_port", Integer.toString(incoming.server().getPort()));
    put("server_protocol", "HTTP/1.1");
    put("scheme", "http");
  }

  private void target(IncomingRequest incoming) {
    put("request_method", incoming.method().name());
    put("request_uri", incoming.target());
    put("uri", incoming.toGateway().path());
    put("host", incoming.host().toLowerCase(Locale.ROOT));
    if (!incoming.query().isEmpty()) {
      put("args", incoming.query());
      put("query_string", incoming.query());
      put("is_args", "?");
    }
  }

  private void response(GatewayResponse response) {
    put("status", Integer.toString(response.status()));
    put("upstream_status", Integer.toString(response.status()));
    response.headers().forEach(header -> joined("upstream_http_", header));
  }

  private void cookies() {
    String header = string(variables.getOrDefault("http_cookie", Bytes.EMPTY));
    for (String cookie : List.of(header.split(";"))) {
      int equals = cookie.indexOf('=');
      if (equals > 0) {
        variables.putIfAbsent(
            "cookie_" + cookie.substring(0, equals).strip(),
            latin1(cookie.substring(equals + 1).strip()));
      }
    }
  }

  private void first(String name, TextEntry entry) {
    variables.putIfAbsent(name, bytes(entry.value().orElse(Text.of(""))));
  }

  /** nginx puts commas between repeated headers, and semicolons between cookies. */
  private void joined(String prefix, TextEntry header) {
    String name = header.name().string().toLowerCase(Locale.ROOT).replace('-', '_');
    String separator = name.equals("cookie") ? "; " : ", ";
    variables.merge(
        prefix + name,
        bytes(header.value().orElse(Text.of(""))),
        (before, next) -> latin1(string(before) + separator + string(next)));
  }

  private void copy(String from, String to) {
    Optional.ofNullable(variables.get(from)).ifPresent(value -> variables.put(to, value));
  }

  private void put(String name, String value) {
    put(name, Text.of(value));
  }

  private void put(String name, Text value) {
    variables.put(name, bytes(value));
  }

  private static Bytes bytes(Text text) {
    return Bytes.of(text.toByteArray());
  }

  private static Bytes latin1(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String string(Bytes bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
  }
}
