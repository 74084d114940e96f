/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** A value for each constant of an enum, all made at once: to find one makes nothing. Immutable. */
final class PerConstant<K extends Enum<K>, V> {
  private final Map<K, V> values;

  /**
   * Makes all values.
   *
   * @param type the enum
   * @param value makes one, given the label of its constant
   */
  PerConstant(Class<K> type, Function<String, V> value) {
    values = new EnumMap<>(type);
    for (K constant : type.getEnumConstants()) {
      values.put(constant, value.apply(Metrics.label(constant)));
    }
  }

  V at(K constant) {
    V value = values.get(constant);
    if (value == null) {
      throw new AssertionError(constant); // there is one for each
    }
    return value;
  }
}
