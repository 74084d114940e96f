/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The binders of values without parts, but for numbers: {@link NumberBinder}. */
final class LeafBinders {
  private LeafBinders() {}

  /** Binds true and false. */
  record Truth() implements ValueBinder {
    @Override
    public Object bind(JsonNode node, JsonPath path) {
      requireKind(node.isBoolean(), node, path);
      return node.booleanValue();
    }

    @Override
    public String expected() {
      return "true or false";
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
      return writer.typed("boolean");
    }
  }

  /**
   * Binds text.
   *
   * @param allowed the texts that fit; empty for all
   */
  record Text(List<String> allowed) implements ValueBinder {
    @Override
    public Object bind(JsonNode node, JsonPath path) {
      requireKind(node.isTextual(), node, path);
      if (!allowed.isEmpty() && !allowed.contains(node.textValue())) {
        throw path.refused("another text", expected());
      }
      return node.textValue();
    }

    @Override
    public String expected() {
      return allowed.isEmpty() ? "text" : "one of " + String.join(", ", allowed);
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
      ObjectNode schema = writer.typed("string");
      if (!allowed.isEmpty()) {
        allowed.stream().distinct().forEach(schema.putArray("enum")::add);
      }
      return schema;
    }
  }

  /**
   * Binds text to the constant of an enum that has this name, in any case.
   *
   * @param constants the constants of the enum
   */
  record Constant(List<Enum<?>> constants) implements ValueBinder {
    static Constant of(Class<?> type) {
      return new Constant(
          Arrays.stream(type.getEnumConstants()).<Enum<?>>map(Enum.class::cast).toList());
    }

    @Override
    public Object bind(JsonNode node, JsonPath path) {
      requireKind(node.isTextual(), node, path);
      // Two constants may differ in nothing but case.
      return find(node.textValue(), false)
          .or(() -> find(node.textValue(), true))
          .orElseThrow(() -> path.refused("another text", expected()));
    }

    @Override
    public String expected() {
      return names().collect(Collectors.joining(", ", "one of ", ""));
    }

    /** JSON Schema knows no case that does not count, but what to write is better than how. */
    @Override
    public ObjectNode schema(SchemaWriter writer) {
      ObjectNode schema = writer.typed("string").put("pattern", pattern());
      ArrayNode examples = schema.putArray("examples");
      names().distinct().forEach(examples::add);
      return schema;
    }

    private Stream<String> names() {
      return constants.stream().map(constant -> constant.name().toLowerCase(Locale.ROOT));
    }

    private String pattern() {
      return constants.stream()
          .map(constant -> AnyCase.pattern(constant.name()))
          .collect(Collectors.joining("|", "^(?:", ")$"));
    }

    private Optional<Enum<?>> find(String name, boolean anyCase) {
      return constants.stream()
          .filter(
              constant ->
                  anyCase ? AnyCase.equal(constant.name(), name) : constant.name().equals(name))
          .findFirst();
    }
  }
}
