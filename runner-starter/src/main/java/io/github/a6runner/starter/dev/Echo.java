/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.RequestTarget;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.BodyText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The upstream of routes without one: it answers with what arrived, as JSON. */
final class Echo {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Echo() {}

  static GatewayResponse answer(GatewayRequest request, RequestTarget target) {
    Map<String, Object> arrived = new LinkedHashMap<>();
    arrived.put("method", request.method().name());
    arrived.put("uri", target.written());
    arrived.put("args", grouped(request.args()));
    arrived.put("headers", grouped(request.headers()));
    arrived.putAll(BodyText.field(request.body()));
    String json = json(arrived) + "\n";
    return new GatewayResponse(
        200,
        List.of(TextEntry.of("Content-Type", "application/json")),
        Bytes.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** The values of each name. */
  private static Map<String, List<String>> grouped(List<TextEntry> entries) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (TextEntry entry : entries) {
      List<String> values = all.computeIfAbsent(entry.name().string(), name -> new ArrayList<>());
      entry.value().ifPresent(value -> values.add(value.string()));
    }
    return all;
  }

  private static String json(Map<String, Object> fields) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new AssertionError("texts and lists can be written", e);
    }
  }
}
