/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A value in the JSON Schema of a configuration, or the configuration itself. Reads what the core's
 * {@code SchemaWriter} writes, not every schema. Immutable.
 *
 * @param root the whole schema
 * @param json the value's part of it
 */
record SchemaNode(JsonNode root, JsonNode json) {
  private static final String REF = "$ref";
  private static final String ROOT = "#";
  private static final String VALUES = "additionalProperties";

  /** What a value is. */
  enum Kind {
    RECORD,
    MAP,
    LIST,
    TEXT,
    TRUTH,
    INTEGER,
    NUMBER
  }

  /**
   * A field of a record.
   *
   * @param name its name
   * @param value what it takes
   * @param required whether it must be there
   */
  record Property(String name, SchemaNode value, boolean required) {}

  /** The configuration itself. */
  static SchemaNode of(JsonNode schema) {
    return new SchemaNode(schema, schema);
  }

  /** What it is, when it is not null. */
  Kind kind() {
    JsonNode plain = notNull();
    JsonNode type = plain.path("type");
    return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
      case "array" -> Kind.LIST;
      case "string" -> Kind.TEXT;
      case "boolean" -> Kind.TRUTH;
      case "integer" -> Kind.INTEGER;
      case "number" -> Kind.NUMBER;
      default -> plain.path(VALUES).isObject() ? Kind.MAP : Kind.RECORD;
    };
  }

  /** The fields of a record, in its order. */
  List<Property> properties() {
    JsonNode plain = notNull();
    JsonNode record = plain.has(REF) ? root.at(reference().substring(1)) : plain;
    List<String> required = texts(record.path("required")).toList();
    return record.path("properties").properties().stream()
        .map(
            field ->
                new Property(
                    field.getKey(),
                    new SchemaNode(root, field.getValue()),
                    required.contains(field.getKey())))
        .toList();
  }

  /** What a list or a map holds. */
  SchemaNode held() {
    JsonNode plain = notNull();
    return new SchemaNode(root, plain.has("items") ? plain.get("items") : plain.get(VALUES));
  }

  /** The place of a record in the schema: the same for the same record. */
  String reference() {
    return notNull().path(REF).asText(ROOT);
  }

  /** The texts to choose from; none if any will do. */
  List<String> choices() {
    JsonNode plain = notNull();
    return Stream.concat(texts(plain.path("enum")), texts(plain.path("examples"))).toList();
  }

  /** The limit of a number that a keyword tells. */
  Optional<JsonNode> limit(String keyword) {
    return Optional.ofNullable(notNull().get(keyword));
  }

  /** What stands for it where it is absent. */
  Optional<JsonNode> preset() {
    return Optional.ofNullable(json.get("default"));
  }

  /** Whether nothing may print it. */
  boolean isSecret() {
    return json.path("writeOnly").booleanValue();
  }

  /** The first of two alternatives, since the second one is null. */
  private JsonNode notNull() {
    return json.has("anyOf") ? json.at("/anyOf/0") : json;
  }

  private static Stream<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }
}
