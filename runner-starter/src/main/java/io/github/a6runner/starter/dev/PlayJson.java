/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.BodyText;
import io.github.a6runner.starter.http.MessageDiff;
import io.github.a6runner.starter.http.MessageJson;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Writes what the page shows. */
final class PlayJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PlayJson() {}

  static String result(PlayResult result, List<String> calls, String snippet, List<String> log) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("client", response(result.client()));
    result.sent().ifPresent(sent -> all.put("upstream", sent(sent)));
    all.put("steps", result.steps().stream().map(PlayJson::step).toList());
    all.put("calls", calls);
    all.put("route", snippet);
    all.put("log", log);
    return json(all);
  }

  static String routes(List<Route> routes) {
    return json(Map.of("routes", routes.stream().map(PlayJson::route).toList()));
  }

  static String error(String message) {
    return json(Map.of("error", message));
  }

  private static Map<String, Object> response(GatewayResponse response) {
    Map<String, Object> fields = MessageJson.response(response);
    fields.put("reason", HttpResponseStatus.valueOf(response.status()).reasonPhrase());
    return fields;
  }

  private static Map<String, Object> sent(PlayResult.Sent sent) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("method", sent.request().method().name());
    fields.put("target", sent.target().written());
    fields.put("headers", MessageJson.pairs(sent.request().headers()));
    fields.putAll(BodyText.field(sent.request().body()));
    fields.put("answer", response(sent.answer()));
    return fields;
  }

  private static Map<String, Object> step(PlayStep step) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("phase", step.filter().plugin().pluginName());
    fields.put("filter", step.filter().name());
    fields.put("outcome", step.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    fields.put("reason", step.reason());
    fields.put("micros", TimeUnit.NANOSECONDS.toMicros(step.time().toNanos()));
    fields.put("first", step.first());
    fields.put("diff", step.diff().lines().stream().map(PlayJson::line).toList());
    return fields;
  }

  private static List<String> line(MessageDiff.Line line) {
    return List.of(String.valueOf(line.change().sign()), line.part().label(), line.text());
  }

  private static Map<String, Object> route(Route route) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", route.id());
    fields.put("target", route.uris().get(0).replace("*", "hello"));
    fields.put("method", route.methods().stream().findFirst().orElse("GET"));
    fields.put(
        "chain",
        route.plugins().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .flatMap(
                entry ->
                    entry.getValue().conf().filters().stream()
                        .map(filter -> filter(entry.getKey(), filter)))
            .toList());
    fields.put(
        "allow_degradation",
        route.plugins().entrySet().stream()
            .filter(entry -> entry.getValue().allowDegradation())
            .map(entry -> entry.getKey().pluginName())
            .toList());
    return fields;
  }

  private static Map<String, String> filter(ExtPlugin plugin, TextEntry filter) {
    return Map.of(
        "phase", plugin.pluginName(),
        "filter", filter.name().string(),
        "conf", filter.value().map(Text::string).orElse(""));
  }

  private static String json(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new AssertionError("maps, lists and texts can be written", e);
    }
  }
}
