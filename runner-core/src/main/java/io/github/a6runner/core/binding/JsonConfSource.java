/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.ConfSource;

/** The configuration of a filter as JSON text; parsed when it is bound, not before. */
public final class JsonConfSource implements ConfSource {
  private final String text;

  /**
   * Takes a text as it is.
   *
   * @param text the text, of any content
   */
  public JsonConfSource(String text) {
    this.text = requireNonNull(text, "text");
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public <T extends Record> T as(Class<T> type) {
    return RecordBinder.bind(requireNonNull(type, "type"), text);
  }

  /** Says how long the text is; what it says may be secret. */
  @Override
  public String toString() {
    return "JsonConfSource[" + text.length() + " characters]";
  }
}
