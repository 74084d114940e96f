/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that nginx would have for a request that a person made up. */
final class GatewayVariables {
  private final Map<String, Bytes> variables = new HashMap<>();

  private GatewayVariables() {}

  /**
   * Derives the variables.
   *
   * @param request the request
   * @param uri its path and query as they were typed
   */
  static Map<String, Bytes> of(GatewayRequest request, String uri) {
    GatewayVariables all = new GatewayVariables();
    all.connection();
    all.target(request, uri);
    all.named("arg_", request.args());
    all.named("http_", request.headers());
    all.put("content_type", all.variables.get("http_content_type"));
    all.put("content_length", all.variables.get("http_content_length"));
    all.put("host", all.variables.get("http_host"));
    return Map.copyOf(all.variables);
  }

  private void connection() {
    put("remote_addr", "127.0.0.1");
    put("remote_port", "50000");
    put("server_addr", "127.0.0.1");
    put("server_port", "9080");
    put("server_protocol", "HTTP/1.1");
    put("scheme", "http");
  }

  private void target(GatewayRequest request, String uri) {
    int question = uri.indexOf('?');
    put("request_method", request.method().name());
    put("request_uri", uri);
    put("uri", bytes(request.path()));
    if (question >= 0) {
      put("args", uri.substring(question + 1));
      put("query_string", uri.substring(question + 1));
      put("is_args", "?");
    }
  }

  /** Of repeated names nginx gives the first argument, and all headers with commas. */
  private void named(String prefix, List<TextEntry> entries) {
    for (TextEntry entry : entries) {
      String name = entry.name().string().toLowerCase(Locale.ROOT);
      String key = prefix + (prefix.equals("http_") ? name.replace('-', '_') : name);
      Bytes value = entry.value().map(GatewayVariables::bytes).orElse(Bytes.EMPTY);
      variables.merge(key, value, prefix.equals("http_") ? this::joined : (first, next) -> first);
    }
  }

  private Bytes joined(Bytes first, Bytes next) {
    String separated = string(first) + ", " + string(next);
    return Bytes.of(separated.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String string(Bytes bytes) {
    return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
  }

  private static Bytes bytes(Text text) {
    return Bytes.of(text.toByteArray());
  }

  private void put(String name, String value) {
    put(name, bytes(Text.of(value)));
  }

  private void put(String name, @Nullable Bytes value) {
    if (value != null) {
      variables.put(name, value);
    }
  }
}
