/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a filter takes as its configuration, or why that cannot be told. Exactly one of the two is
 * there. Immutable.
 *
 * @param json a JSON Schema of the version 2020-12, as one line of text. It takes what {@link
 *     io.github.a6runner.api.ConfSource#as} takes, but for two things that no schema can say: a
 *     record's own constructor may refuse more, and a blank text is taken for an empty object.
 *     Secret fields are marked {@code writeOnly}, and their defaults are left out
 * @param reason why there is no schema, for a person
 * @param never whether the filter cannot take any configuration, for a mistake of its own
 */
public record ConfSchema(Optional<String> json, Optional<String> reason, boolean never) {

  /**
   * Takes one of the two.
   *
   * @param json the schema
   * @param reason why there is none
   * @param never whether the filter cannot take any configuration, for a mistake of its own
   * @throws IllegalArgumentException if both are there, or none
   */
  public ConfSchema {
    requireNonNull(json, "json");
    requireNonNull(reason, "reason");
    if (json.isPresent() == reason.isPresent()) {
      throw new IllegalArgumentException(
          "schema and reason: both or none (expected: one of the two)");
    }
  }

  static ConfSchema of(String json) {
    return new ConfSchema(Optional.of(json), Optional.empty(), false);
  }

  static ConfSchema none(String reason) {
    return new ConfSchema(Optional.empty(), Optional.of(reason), false);
  }

  static ConfSchema never(String reason) {
    return new ConfSchema(Optional.empty(), Optional.of(reason), true);
  }
}
