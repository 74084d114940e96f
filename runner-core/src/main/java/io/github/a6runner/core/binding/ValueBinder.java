/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.a6runner.api.InvalidConfException;
import org.jspecify.annotations.Nullable;

/** Turns a JSON value into the object that a type asks for, and tells which values fit. */
interface ValueBinder {

  /**
   * Binds a value.
   *
   * @param node the value
   * @param path where it is
   * @return the object, immutable
   * @throws InvalidConfException if the value does not fit
   */
  Object bind(JsonNode node, JsonPath path);

  /** What fits, in words. */
  String expected();

  /**
   * What fits, as JSON Schema: a value that this binder takes, and no other, is valid.
   *
   * @param writer makes the nodes
   */
  ObjectNode schema(SchemaWriter writer);

  /** What stands for a field that is absent; null if it must not be. */
  default @Nullable Object absent() {
    return null;
  }

  /**
   * Refuses a value that is of another kind than fits.
   *
   * @param fits whether it is of the right kind
   */
  default void requireKind(boolean fits, JsonNode node, JsonPath path) {
    if (!fits) {
      throw path.refused(kind(node), expected());
    }
  }

  /** What a value is, in words that do not give it away. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      default -> "null";
    };
  }
}
