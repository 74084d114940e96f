/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.core.call.ConnectionHeaders;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.TextEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a gateway does with headers. */
final class DevHeaders {
  private DevHeaders() {}

  /** Headers that replace all of their names. */
  static List<TextEntry> replaced(List<TextEntry> headers, List<TextEntry> by) {
    Set<String> names = by.stream().map(DevHeaders::name).collect(Collectors.toSet());
    List<TextEntry> result = new ArrayList<>(headers);
    result.removeIf(header -> names.contains(name(header)));
    result.addAll(by);
    return result;
  }

  /** A response on which headers are set. */
  static GatewayResponse with(GatewayResponse response, List<TextEntry> headers) {
    return new GatewayResponse(
        response.status(), replaced(response.headers(), headers), response.body());
  }

  /** A response with what was set for it before; its own headers of a name replace that. */
  static GatewayResponse withEarlier(GatewayResponse response, List<TextEntry> headers) {
    return new GatewayResponse(
        response.status(), replaced(headers, response.headers()), response.body());
  }

  /** Headers that go on to the next connection. */
  static List<TextEntry> endToEnd(List<TextEntry> headers) {
    return headers.stream().filter(header -> goesOn(name(header))).toList();
  }

  private static boolean goesOn(String name) {
    return !ConnectionHeaders.OF_ONE_CONNECTION.contains(name) && !name.equals("expect");
  }

  static String name(TextEntry header) {
    return header.name().string().toLowerCase(Locale.ROOT);
  }

  /** A value as HTTP libraries take it: a char for each byte. */
  static String value(TextEntry header) {
    return header
        .value()
        .map(value -> new String(value.toByteArray(), StandardCharsets.ISO_8859_1))
        .orElse("");
  }
}
