/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.a6runner.api.InvalidConfException;
import org.jspecify.annotations.Nullable;

/** The field of a JSON object that a record's component takes. */
final class RecordField {
  private final String name;
  private final String component;
  private final ValueBinder binder;
  private final boolean secret;
  private final @Nullable String fallback;
  private @Nullable Object bound;
  private boolean binding;

  /**
   * Makes the field.
   *
   * @param name its name in JSON
   * @param component the record and the component, for messages to the plugin's author
   * @param binder binds its value
   * @param secret whether nothing may print it
   * @param fallback the text of its default, or null if it has none
   */
  RecordField(
      String name,
      String component,
      ValueBinder binder,
      boolean secret,
      @Nullable String fallback) {
    this.name = name;
    this.component = component;
    this.binder = binder;
    this.secret = secret;
    this.fallback = fallback;
  }

  String name() {
    return name;
  }

  boolean isSecret() {
    return secret;
  }

  /**
   * Binds the field of an object, or what stands for it where it is absent.
   *
   * @throws InvalidConfException if it does not fit or must not be absent
   */
  Object read(JsonNode object, JsonPath path, Secrets secrets) {
    JsonPath place = secret ? path.secretField(name) : path.field(name);
    JsonNode node = object.get(name);
    if (node == null) {
      return absent(place);
    }
    if (secret) {
      secrets.add(node);
    }
    return binder.bind(node, place);
  }

  private Object absent(JsonPath place) {
    if (fallback != null) {
      return boundFallback(fallback);
    }
    Object absent = binder.absent();
    if (absent == null) {
      throw place.refused("missing", binder.expected());
    }
    return absent;
  }

  /** Whether it must not be absent. */
  boolean isRequired() {
    return fallback == null && binder.absent() == null;
  }

  /** What fits, as JSON Schema, with the default unless there is a secret in it. */
  ObjectNode schema(SchemaWriter writer, Secrets secrets) {
    ObjectNode schema = binder.schema(writer);
    if (secret) {
      return schema.put("writeOnly", true);
    }
    if (fallback != null) {
      JsonNode value = parse(fallback);
      return secrets.areIn(value) ? schema : schema.set("default", value);
    }
    return schema;
  }

  /** Binds the default, to see that it fits even if no configuration ever needs it. */
  void check() {
    if (fallback != null) {
      boundFallback(fallback);
    }
  }

  private Object boundFallback(String text) {
    if (bound == null) {
      if (binding) {
        throw unfit("a default that needs itself", "one that ends");
      }
      binding = true;
      bound = bindFallback(text);
      binding = false;
    }
    return bound;
  }

  private Object bindFallback(String text) {
    try {
      return binder.bind(parse(text), JsonPath.ROOT);
    } catch (InvalidConfException e) {
      throw unfit("@Default does not fit", binder.expected());
    }
  }

  private JsonNode parse(String text) {
    return takesText(binder) ? TextNode.valueOf(text) : ConfJson.parse(text);
  }

  private static boolean takesText(ValueBinder binder) {
    return binder instanceof LeafBinders.Text
        || binder instanceof LeafBinders.Constant
        || (binder instanceof ContainerBinders.Maybe maybe && takesText(maybe.value()));
  }

  private UnfitRecordException unfit(String found, String expected) {
    return new UnfitRecordException(component, found, expected);
  }
}
