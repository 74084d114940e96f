/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.a6runner.starter.plugins.SchemaNode.Kind;
import io.github.a6runner.starter.plugins.SchemaNode.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The fields of a configuration, read from its JSON Schema and told to a person. */
final class ConfFields {
  private static final double BEYOND_USE = 1e300;

  private final List<Field> fields = new ArrayList<>();

  private ConfFields() {}

  /**
   * A field in words.
   *
   * @param name where it is, such as {@code hours.from}
   * @param takes its type and limits, whether it is required, and its default
   */
  record Field(String name, String takes) {}

  /** The fields on one line: {@code limit, realm=here, key?}. */
  static String brief(JsonNode schema) {
    return SchemaNode.of(schema).properties().stream()
        .map(ConfFields::brief)
        .collect(Collectors.joining(", "));
  }

  /** The fields one by one, those of records below too. */
  static List<Field> detailed(JsonNode schema) {
    SchemaNode conf = SchemaNode.of(schema);
    ConfFields all = new ConfFields();
    all.add(conf, "", List.of(conf.reference()));
    return List.copyOf(all.fields);
  }

  private static String brief(Property field) {
    return field
        .value()
        .preset()
        .map(preset -> field.name() + "=" + shown(preset))
        .orElse(field.required() ? field.name() : field.name() + "?");
  }

  private void add(SchemaNode record, String prefix, List<String> above) {
    for (Property field : record.properties()) {
      String place = prefix + field.name();
      fields.add(new Field(place, words(field)));
      below(field.value(), place, above);
    }
  }

  /** The fields of a record in a field, a list or a map; not again inside of itself. */
  private void below(SchemaNode value, String place, List<String> above) {
    Kind kind = value.kind();
    if (kind == Kind.LIST) {
      below(value.held(), place + "[]", above);
    } else if (kind == Kind.MAP) {
      below(value.held(), place + ".*", above);
    } else if (kind == Kind.RECORD && !above.contains(value.reference())) {
      List<String> now = new ArrayList<>(above);
      now.add(value.reference());
      add(value, place + ".", now);
    }
  }

  private static String words(Property field) {
    List<String> words = new ArrayList<>(List.of(type(field.value())));
    if (field.required()) {
      words.add("required");
    }
    field.value().preset().ifPresent(preset -> words.add("default " + shown(preset)));
    if (field.value().isSecret()) {
      words.add("secret");
    }
    return String.join(", ", words);
  }

  private static String type(SchemaNode value) {
    List<String> choices = value.choices();
    return switch (value.kind()) {
      case RECORD -> "object";
      case LIST -> "list of " + type(value.held());
      case MAP -> "map of " + type(value.held());
      case TEXT -> choices.isEmpty() ? "text" : String.join("|", choices);
      case TRUTH -> "true or false";
      case INTEGER -> "whole number" + range(value, Integer.MAX_VALUE);
      case NUMBER -> "number" + range(value, BEYOND_USE);
    };
  }

  /** The limits that are not just those of the type. */
  private static String range(SchemaNode number, double beyondUse) {
    StringBuilder out = new StringBuilder();
    limit(number, "minimum", " >= ", beyondUse, out);
    limit(number, "exclusiveMinimum", " > ", beyondUse, out);
    limit(number, "maximum", " <= ", beyondUse, out);
    limit(number, "exclusiveMaximum", " < ", beyondUse, out);
    return out.toString();
  }

  private static void limit(
      SchemaNode number, String keyword, String sign, double beyondUse, StringBuilder out) {
    number
        .limit(keyword)
        .filter(limit -> Math.abs(limit.doubleValue()) < beyondUse)
        .ifPresent(
            limit -> out.append(out.isEmpty() ? "" : ",").append(sign).append(limit.asText()));
  }

  private static String shown(JsonNode value) {
    boolean plain = value.isTextual() && !value.textValue().isBlank();
    return plain ? value.textValue() : value.toString();
  }
}
