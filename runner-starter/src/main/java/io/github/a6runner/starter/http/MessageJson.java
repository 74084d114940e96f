/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.TextEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages as a program can read them: the fields of JSON. Pure. */
public final class MessageJson {

  private MessageJson() {}

  /**
   * Writes a response.
   *
   * @param response the response
   * @return its fields: status, headers and the body's; to be added to
   */
  public static Map<String, Object> response(GatewayResponse response) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", response.status());
    fields.put("headers", pairs(response.headers()));
    fields.putAll(BodyText.field(response.body()));
    return fields;
  }

  /**
   * Writes headers or arguments.
   *
   * @param entries the entries
   * @return lists of name and value, since names may repeat; a bare name is a list of one
   */
  public static List<List<String>> pairs(List<TextEntry> entries) {
    return entries.stream().map(MessageJson::pair).toList();
  }

  private static List<String> pair(TextEntry entry) {
    String name = entry.name().string();
    return entry.value().map(value -> List.of(name, value.string())).orElseGet(() -> List.of(name));
  }
}
