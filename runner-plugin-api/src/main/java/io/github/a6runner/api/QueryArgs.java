/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * The arguments of a request's query string, decoded, and what is to be changed of them. Names can
 * repeat and case counts. The order is APISIX's, which is not always the client's. A view of the
 * call it belongs to, for the threads that may use that call; it shows what is changed.
 *
 * <pre>{@code
 * boolean verbose = call.args().contains("verbose");
 * call.args().set("lang", call.args().first("lang").orElse("en"));
 * call.args().set("tag", List.of("a", "b"));
 * call.args().remove("debug");
 * }</pre>
 */
public interface QueryArgs {

  /**
   * Checks ahead, for instance when a configuration is read, that an argument can be set.
   *
   * @param name the name
   * @throws IllegalArgumentException if {@link #set} would refuse the name, since it is empty
   */
  static void checkName(String name) {
    if (requireNonNull(name, "name").isEmpty()) {
      throw new IllegalArgumentException("argument name: empty (expected: at least one character)");
    }
  }

  /**
   * All arguments.
   *
   * @return an immutable list, as they are now
   */
  List<QueryArg> asList();

  /**
   * The value of the first argument of a name.
   *
   * @param name the name
   * @return the value, or empty if there is no such argument or it has no value
   */
  Optional<String> first(String name);

  /**
   * The values of all arguments of a name; those without a value are left out.
   *
   * @param name the name
   * @return the values in their order, in an immutable list
   */
  List<String> all(String name);

  /**
   * Whether there is an argument of a name, with or without a value.
   *
   * @param name the name
   * @return true if there is
   */
  boolean contains(String name);

  /**
   * Sets an argument to one value, in place of all that it has.
   *
   * @param name the name
   * @param value the value; may be empty
   * @throws IllegalArgumentException if the name is empty
   */
  default void set(String name, String value) {
    set(name, List.of(value));
  }

  /**
   * Sets an argument to several values, in place of all that it has.
   *
   * @param name the name
   * @param values at least one value
   * @throws IllegalArgumentException if the name is empty, or there is no value: to take an
   *     argument away use {@link #remove}
   */
  void set(String name, List<String> values);

  /**
   * Takes all arguments of a name away. One that is not there is not an error.
   *
   * @param name the name
   */
  void remove(String name);
}
