/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secret values of a configuration, remembered while it is bound so that no message has one.
 */
final class Secrets {
  private final Set<String> texts = new HashSet<>();

  /** Remembers all texts and numbers of a value. */
  void add(JsonNode node) {
    if (node.isTextual() || node.isNumber()) {
      texts.add(node.asText());
    }
    node.forEach(this::add);
    node.fieldNames().forEachRemaining(texts::add);
    texts.remove("");
  }

  /** Whether a value holds a secret. */
  boolean areIn(JsonNode node) {
    Secrets held = new Secrets();
    held.add(node);
    return held.texts.stream().anyMatch(texts::contains);
  }

  /** Whether a message gives a secret away. */
  boolean areIn(@Nullable String message) {
    return message != null && texts.stream().anyMatch(message::contains);
  }
}
