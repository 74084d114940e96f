/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The variables that nginx and APISIX would have for a request. Not thread-safe. */
public final class GatewayVariables {
  private final Map<String, Bytes> variables = new HashMap<>();

  private GatewayVariables() {}

  /**
   * Derives the variables of a request.
   *
   * @param connection where it came from
   * @param target its path and query as the client wrote them
   * @param original the request as it came
   * @param now what filters have made of it since; arguments and headers are of this one
   * @return the variables
   */
  public static GatewayVariables of(
      ClientConnection connection,
      RequestTarget target,
      GatewayRequest original,
      GatewayRequest now) {
    GatewayVariables all = new GatewayVariables();
    all.connection(connection);
    all.target(target, original);
    now.args().forEach(all::argument);
    now.headers().forEach(header -> all.joined("http_", header));
    all.cookies();
    all.copy("http_content_type", "content_type");
    all.copy("http_content_length", "content_length");
    return all;
  }

  /**
   * Adds that of the request's route.
   *
   * @param id the id of the route
   * @return these variables
   */
  public GatewayVariables route(String id) {
    put("route_id", id);
    return this;
  }

  /**
   * Adds those of the upstream's response.
   *
   * @param status its status
   * @param headers its headers
   * @return these variables
   */
  public GatewayVariables response(int status, List<TextEntry> headers) {
    put("status", Integer.toString(status));
    put("upstream_status", Integer.toString(status));
    headers.forEach(header -> joined("upstream_http_", header));
    return this;
  }

  /**
   * All variables that have a value.
   *
   * @return an immutable copy
   */
  public Map<String, Bytes> toMap() {
    return Map.copyOf(variables);
  }

  /**
   * The host that a request asks for, as nginx has it: without a port, in lower case.
   *
   * @param headers the request's headers
   * @return the host, if the request names one
   */
  public static Optional<String> hostOf(List<TextEntry> headers) {
    return headers.stream()
        .filter(header -> header.name().string().equalsIgnoreCase("host"))
        .flatMap(header -> header.value().stream())
        .map(value -> value.string().replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT))
        .findFirst();
  }

  private void connection(ClientConnection connection) {
    put("remote_addr", connection.clientAddress());
    put("remote_port", Integer.toString(connection.clientPort()));
    put("server_addr", connection.serverAddress());
    put("server_port", Integer.toString(connection.serverPort()));
    put("server_protocol", "HTTP/1.1");
    put("scheme", "http");
  }

  private void target(RequestTarget target, GatewayRequest original) {
    put("request_method", original.method().name());
    put("request_uri", target.written());
    put("uri", original.path());
    String query = target.query();
    if (!query.isEmpty()) {
      put("args", query);
      put("query_string", query);
      put("is_args", "?");
    }
    hostOf(original.headers()).ifPresent(host -> put("host", host));
  }

  private void cookies() {
    String header = string(variables.getOrDefault("http_cookie", Bytes.EMPTY));
    for (String cookie : List.of(header.split(";"))) {
      int equals = cookie.indexOf('=');
      if (equals > 0) {
        variables.put( // the last of a name
            "cookie_" + cookie.substring(0, equals).strip(),
            latin1(cookie.substring(equals + 1).strip()));
      }
    }
  }

  /** The first of a name; what has no value is true to Lua, and so says the gateway. */
  private void argument(TextEntry arg) {
    variables.putIfAbsent("arg_" + arg.name().string(), bytes(arg.value().orElse(Text.of("true"))));
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
