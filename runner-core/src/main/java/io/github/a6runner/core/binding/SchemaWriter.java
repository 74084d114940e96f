/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.IdentityHashMap;
import java.util.regex.Pattern;

/**
 * Writes what a binder takes as JSON Schema, of the version 2020-12. The binders themselves tell
 * it, so that there is one description of a configuration. Used once, by one thread.
 *
 * <p>It knows nothing of the rules that a record's constructor has, nor of the bounds of {@link
 * ConfJson} on what is read at all.
 */
public final class SchemaWriter {
  private static final String VERSION = "https://json-schema.org/draft/2020-12/schema";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_]+");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final RecordBinder root;
  private final IdentityHashMap<RecordBinder, String> names = new IdentityHashMap<>();
  private final ObjectNode definitions = NODES.objectNode();

  private SchemaWriter(RecordBinder root) {
    this.root = root;
  }

  /**
   * Writes the schema of a record.
   *
   * @param type the record
   * @return the schema, on one line
   * @throws IllegalArgumentException if no configuration can be bound to it
   */
  public static String write(Class<? extends Record> type) {
    return write(new TypeBinders().forRecord(type));
  }

  private static String write(RecordBinder root) {
    SchemaWriter writer = new SchemaWriter(root);
    ObjectNode schema = NODES.objectNode().put("$schema", VERSION);
    schema.setAll(root.definition(writer));
    if (!writer.definitions.isEmpty()) {
      schema.set("$defs", writer.definitions);
    }
    try {
      return new ObjectMapper().writeValueAsString(schema);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree in memory cannot fail to be written", e);
    }
  }

  /** The schema of all values of a type of JSON. */
  ObjectNode typed(String type) {
    return NODES.objectNode().put("type", type);
  }

  /** The schema of what another one takes, or null. */
  ObjectNode orNull(ObjectNode schema) {
    if (!schema.path("type").isTextual()) {
      ObjectNode either = NODES.objectNode();
      either.putArray("anyOf").add(schema).add(typed("null"));
      return either;
    }
    String type = schema.get("type").textValue();
    schema.putArray("type").add(type).add("null");
    if (schema.get("enum") instanceof ArrayNode texts) {
      texts.addNull();
    }
    return schema;
  }

  /** The schema of a record that may also be elsewhere. */
  ObjectNode reference(RecordBinder record) {
    if (record == root) {
      return NODES.objectNode().put("$ref", "#");
    }
    String name = names.get(record);
    if (name == null) {
      name = newName(record.name());
      names.put(record, name);
      definitions.putNull(name);
      definitions.set(name, record.definition(this));
    }
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }

  private String newName(String wanted) {
    // The name stands in an address, where not every letter may.
    String plain = PLAIN.matcher(wanted).matches() ? wanted : "Record";
    String name = plain;
    for (int i = 2; definitions.has(name); i++) {
      name = plain + i;
    }
    return name;
  }
}
