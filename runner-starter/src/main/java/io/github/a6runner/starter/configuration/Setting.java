/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.UsageException;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One setting: all that there is to say about it, in one place. Immutable.
 *
 * @param name the full name, with dots for the mappings it is in
 * @param kind the values it takes
 * @param standard the default, as one would write it; empty if there is none
 * @param meaning what it is for, in a few sentences for the operator
 * @param field how it gets into the configuration and out of it again
 * @param <D> what the configuration is gathered in
 * @param <C> the configuration
 * @param <T> the type of the value
 */
record Setting<D, C, T>(
    String name, Kind<T> kind, String standard, String meaning, Field<D, C, T> field) {
  /**
   * How a value gets into the configuration and out of it again.
   *
   * @param set puts the value into what gathers the configuration
   * @param get gives the value that is in effect
   */
  record Field<D, C, T>(BiConsumer<D, T> set, Function<C, T> get) {}

  /** A setting without a default, or with one that depends on the surroundings. */
  static <D, C, T> Setting<D, C, T> of(
      String name, Kind<T> kind, String standard, String meaning, Field<D, C, T> field) {
    return new Setting<>(name, kind, standard, meaning, field);
  }

  /** A setting whose default is what it is in a configuration to which nothing was said. */
  static <D, C, T> Setting<D, C, T> asIn(
      C standard, String name, Kind<T> kind, String meaning, Field<D, C, T> field) {
    String written = kind.write(field.get().apply(standard));
    return new Setting<>(name, kind, written, meaning, field);
  }

  /** The two ways, as a setting takes them. */
  static <D, C, T> Field<D, C, T> field(BiConsumer<D, T> set, Function<C, T> get) {
    return new Field<>(set, get);
  }

  /** Takes a value. */
  void apply(D draft, ConfigValue value) throws UsageException {
    field.set().accept(draft, kind.read(value));
  }

  /** The value that is in effect, as one would write it. */
  String shown(C config) {
    return kind.write(field.get().apply(config));
  }

  /** The variable of the environment that overrides it. */
  String variable() {
    return Surroundings.PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  /** The last part of the name, which stands in the file. */
  String lastName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
