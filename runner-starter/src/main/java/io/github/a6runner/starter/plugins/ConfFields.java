/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The fields of a configuration, read from its JSON Schema and told to a person. */
final class ConfFields {
  private static final String REF = "$ref";
  private static final double BEYOND_USE = 1e300;

  private final JsonNode root;
  private final List<List<String>> rows = new ArrayList<>();

  private ConfFields(JsonNode root) {
    this.root = root;
  }

  /** The fields on one line: {@code limit, realm=here, key?}. */
  static String brief(JsonNode schema) {
    return new ConfFields(schema)
        .properties(schema).stream()
            .map(field -> brief(schema, field.getKey(), field.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** The fields one by one, those of records below too: where each is, and what it takes. */
  static List<List<String>> detailed(JsonNode schema) {
    ConfFields fields = new ConfFields(schema);
    fields.record(schema, "", List.of());
    return List.copyOf(fields.rows);
  }

  private static String brief(JsonNode record, String name, JsonNode field) {
    if (field.has("default")) {
      return name + "=" + shown(field.get("default"));
    }
    return isRequired(record, name) ? name : name + "?";
  }

  private void record(JsonNode record, String prefix, List<String> above) {
    for (Map.Entry<String, JsonNode> field : properties(record)) {
      String place = prefix + field.getKey();
      rows.add(List.of(place, words(record, field.getKey(), field.getValue())));
      below(field.getValue(), place, above);
    }
  }

  /** The fields of a record in a field, a list or a map; not again inside of itself. */
  private void below(JsonNode value, String place, List<String> above) {
    JsonNode plain = notNull(value);
    if (plain.has("items")) {
      below(plain.get("items"), place + "[]", above);
    } else if (plain.path("additionalProperties").isObject()) {
      below(plain.get("additionalProperties"), place + ".*", above);
    } else if (plain.has(REF) && !above.contains(plain.get(REF).textValue())) {
      List<String> now = new ArrayList<>(above);
      now.add(plain.get(REF).textValue());
      record(resolved(plain), place + ".", now);
    }
  }

  private String words(JsonNode record, String name, JsonNode field) {
    List<String> words = new ArrayList<>(List.of(type(field)));
    if (isRequired(record, name)) {
      words.add("required");
    }
    Optional.ofNullable(field.get("default")).ifPresent(v -> words.add("default " + shown(v)));
    if (field.path("writeOnly").booleanValue()) {
      words.add("secret");
    }
    return String.join(", ", words);
  }

  private String type(JsonNode value) {
    JsonNode plain = notNull(value);
    if (plain.has(REF)) {
      return "object";
    }
    if (plain.has("enum") || plain.has("examples")) {
      return choice(plain.has("enum") ? plain.get("enum") : plain.get("examples"));
    }
    return switch (typeName(plain)) {
      case "array" -> "list of " + type(plain.get("items"));
      case "object" -> "map of " + type(plain.get("additionalProperties"));
      case "string" -> "text";
      case "boolean" -> "true or false";
      case "integer" -> "whole number" + range(plain, Integer.MAX_VALUE);
      default -> "number" + range(plain, BEYOND_USE);
    };
  }

  /** The limits that are not just those of the type. */
  private static String range(JsonNode number, double beyondUse) {
    StringBuilder out = new StringBuilder();
    limit(number, "minimum", " >= ", beyondUse, out);
    limit(number, "exclusiveMinimum", " > ", beyondUse, out);
    limit(number, "maximum", " <= ", beyondUse, out);
    limit(number, "exclusiveMaximum", " < ", beyondUse, out);
    return out.toString();
  }

  private static void limit(
      JsonNode number, String keyword, String sign, double beyondUse, StringBuilder out) {
    JsonNode limit = number.get(keyword);
    if (limit != null && Math.abs(limit.doubleValue()) < beyondUse) {
      out.append(out.isEmpty() ? "" : ",").append(sign).append(limit.asText());
    }
  }

  private static String choice(JsonNode texts) {
    return StreamSupport.stream(texts.spliterator(), false)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .collect(Collectors.joining("|"));
  }

  private static String typeName(JsonNode value) {
    JsonNode type = value.path("type");
    return type.isArray() ? type.get(0).textValue() : type.asText();
  }

  private static String shown(JsonNode value) {
    boolean plain = value.isTextual() && !value.textValue().isBlank();
    return plain ? value.textValue() : value.toString();
  }

  private static boolean isRequired(JsonNode record, String name) {
    return StreamSupport.stream(record.path("required").spliterator(), false)
        .anyMatch(required -> required.textValue().equals(name));
  }

  private List<Map.Entry<String, JsonNode>> properties(JsonNode record) {
    return List.copyOf(resolved(record).path("properties").properties());
  }

  private static JsonNode notNull(JsonNode value) {
    return value.has("anyOf") ? value.at("/anyOf/0") : value;
  }

  private JsonNode resolved(JsonNode value) {
    return value.has(REF) ? root.at(value.get(REF).textValue().substring(1)) : value;
  }
}
