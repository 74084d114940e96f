/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.a6runner.starter.plugins.SchemaNode.Property;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A configuration to begin with, made from its JSON Schema. The types are right; what the values
 * mean is for a person to say, so the filter may still refuse it.
 */
final class ConfExample {
  private static final String LOW = "exclusiveMinimum";
  private static final String HIGH = "exclusiveMaximum";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ConfExample() {}

  /** Makes one. */
  static ObjectNode of(JsonNode schema) {
    SchemaNode conf = SchemaNode.of(schema);
    return record(conf, List.of(conf.reference()));
  }

  private static ObjectNode record(SchemaNode record, List<String> above) {
    ObjectNode example = NODES.objectNode();
    shown(record.properties())
        .forEach(field -> example.set(field.name(), value(field.value(), above)));
    return example;
  }

  /** What is required; if nothing is, what has a default, or the first field. */
  private static List<Property> shown(List<Property> fields) {
    List<Property> required = fields.stream().filter(Property::required).toList();
    if (!required.isEmpty()) {
      return required;
    }
    List<Property> preset =
        fields.stream().filter(field -> field.value().preset().isPresent()).toList();
    return preset.isEmpty() ? fields.stream().limit(1).toList() : preset;
  }

  private static JsonNode value(SchemaNode value, List<String> above) {
    return value.preset().orElseGet(() -> made(value, above));
  }

  private static JsonNode made(SchemaNode value, List<String> above) {
    return switch (value.kind()) {
      case RECORD -> below(value, above);
      case MAP -> NODES.objectNode();
      case LIST -> NODES.arrayNode();
      case TEXT -> NODES.textNode(value.choices().stream().findFirst().orElse(""));
      case TRUTH -> NODES.booleanNode(false);
      case INTEGER, NUMBER -> number(value);
    };
  }

  /** A record in a field; empty inside of itself, where it would never end. */
  private static ObjectNode below(SchemaNode record, List<String> above) {
    if (above.contains(record.reference())) {
      return NODES.objectNode();
    }
    List<String> now = new ArrayList<>(above);
    now.add(record.reference());
    return record(record, now);
  }

  /** A number within the limits, near to one. */
  private static JsonNode number(SchemaNode value) {
    Optional<BigDecimal> low = limit(value, "minimum", LOW);
    Optional<BigDecimal> high = limit(value, "maximum", HIGH);
    BigDecimal near = low.map(BigDecimal.ONE::max).orElse(BigDecimal.ONE);
    near = high.map(near::min).orElse(near);
    BigDecimal step = BigDecimal.ONE;
    if (value.kind() == SchemaNode.Kind.INTEGER) {
      boolean up = near.compareTo(BigDecimal.ONE) > 0;
      near = near.setScale(0, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
    } else if (low.isPresent() && high.isPresent()) {
      step = high.get().subtract(low.get()).divide(BigDecimal.valueOf(2)).min(BigDecimal.ONE);
    }
    near = excludes(value, LOW, near) ? near.add(step) : near;
    return NODES.numberNode(excludes(value, HIGH, near) ? near.subtract(step) : near);
  }

  private static Optional<BigDecimal> limit(SchemaNode value, String keyword, String exclusive) {
    return value.limit(keyword).or(() -> value.limit(exclusive)).map(JsonNode::decimalValue);
  }

  private static boolean excludes(SchemaNode value, String keyword, BigDecimal number) {
    return value
        .limit(keyword)
        .filter(limit -> limit.decimalValue().compareTo(number) == 0)
        .isPresent();
  }
}
