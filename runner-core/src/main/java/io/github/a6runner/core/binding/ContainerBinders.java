/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The binders of values that hold others, but for records: {@link RecordBinder}. */
final class ContainerBinders {
  private ContainerBinders() {}

  /**
   * Binds what may be absent or null.
   *
   * @param value binds the value
   */
  record Maybe(ValueBinder value) implements ValueBinder {
    @Override
    public Object bind(JsonNode node, JsonPath path) {
      return node.isNull() ? Optional.empty() : Optional.of(value.bind(node, path));
    }

    @Override
    public String expected() {
      return value.expected();
    }

    @Override
    public Object absent() {
      return Optional.empty();
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
      return writer.orNull(value.schema(writer));
    }
  }

  /**
   * Binds a list.
   *
   * @param member binds each member
   */
  record Members(ValueBinder member) implements ValueBinder {
    @Override
    public List<Object> bind(JsonNode node, JsonPath path) {
      requireKind(node.isArray(), node, path);
      List<Object> members = new ArrayList<>(node.size());
      for (JsonNode each : node) {
        members.add(member.bind(each, path.index(members.size())));
      }
      return List.copyOf(members);
    }

    @Override
    public String expected() {
      return "a list";
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
      return writer.typed("array").set("items", member.schema(writer));
    }
  }

  /**
   * Binds a list to a set in the order of the list.
   *
   * @param members binds the list
   */
  record Distinct(Members members) implements ValueBinder {
    @Override
    public Object bind(JsonNode node, JsonPath path) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(members.bind(node, path)));
    }

    @Override
    public String expected() {
      return members.expected();
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
      return members.schema(writer);
    }
  }

  /**
   * Binds an object to a map in the order of the fields.
   *
   * @param value binds the value of each field
   */
  record Entries(ValueBinder value) implements ValueBinder {
    @Override
    public Object bind(JsonNode node, JsonPath path) {
      requireKind(node.isObject(), node, path);
      Map<String, Object> entries = new LinkedHashMap<>();
      node.properties()
          .forEach(
              field ->
                  entries.put(
                      field.getKey(), value.bind(field.getValue(), path.field(field.getKey()))));
      return Collections.unmodifiableMap(entries);
    }

    @Override
    public String expected() {
      return "an object";
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
      return writer.typed("object").set("additionalProperties", value.schema(writer));
    }
  }
}
