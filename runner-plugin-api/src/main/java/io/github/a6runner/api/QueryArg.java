/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One argument of a query string, decoded, as {@link QueryArgs#asList} lists them. Immutable.
 *
 * <pre>{@code
 * List<String> flags = new ArrayList<>();
 * for (QueryArg arg : call.args().asList()) {
 *   if (arg.value().isEmpty()) {
 *     flags.add(arg.name());
 *   }
 * }
 * }</pre>
 *
 * @param name the name
 * @param value the value; empty for a flag as in {@code ?flag}, and the empty text for {@code
 *     ?name=}
 */
public record QueryArg(String name, Optional<String> value) {

  /**
   * Takes any name and value.
   *
   * @param name the name
   * @param value the value
   */
  public QueryArg {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }
}
