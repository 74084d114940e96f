/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A name with a value or without one: a header, a query argument, or a filter with its conf.
 *
 * @param name the name
 * @param value the value; absent is not the same as empty
 */
public record TextEntry(Text name, Optional<Text> value) {

  /**
   * Creates an entry.
   *
   * @param name the name
   * @param value the value, if there is one
   * @throws NullPointerException if anything in it is null
   */
  public TextEntry {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }

  /**
   * Returns an entry with a value.
   *
   * @param name the name
   * @param value the value
   * @return the entry
   */
  public static TextEntry of(String name, String value) {
    return new TextEntry(Text.of(name), Optional.of(Text.of(value)));
  }

  /**
   * Returns an entry without a value.
   *
   * @param name the name
   * @return the entry
   */
  public static TextEntry of(String name) {
    return new TextEntry(Text.of(name), Optional.empty());
  }
}
