/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Finds the constant of an enum that a number on the wire stands for. Making one fails unless the
 * numbers are 0, 1, 2 and so on, in the order of the constants and with no two alike.
 *
 * @param <E> the enum
 */
final class WireNumbers<E extends Enum<E>> {

  /** What each number stands for, wrapped once and not on each look-up. */
  private final List<Optional<E>> byNumber = new ArrayList<>();

  WireNumbers(Class<E> type, ToIntFunction<E> wireNumber) {
    for (E constant : type.getEnumConstants()) {
      int number = wireNumber.applyAsInt(constant);
      if (number != byNumber.size()) {
        throw new AssertionError(constant + ": " + number + " (expected: " + byNumber.size() + ")");
      }
      byNumber.add(Optional.of(constant));
    }
  }

  /** Returns the constant, or nothing for a number that has none. */
  Optional<E> find(int number) {
    return number >= 0 && number < byNumber.size() ? byNumber.get(number) : Optional.empty();
  }
}
