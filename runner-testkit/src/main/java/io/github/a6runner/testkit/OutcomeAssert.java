/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.Header;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions whose messages end with all that is known of the call.
 *
 * @param <S> the kind of assertions
 * @param <A> what they are about
 */
abstract class OutcomeAssert<S extends OutcomeAssert<S, A>, A> extends AbstractAssert<S, A> {
  private final Object whole;

  /**
   * Makes assertions.
   *
   * @param actual what they are about
   * @param type the kind of assertions
   * @param whole the outcome that it belongs to
   */
  OutcomeAssert(A actual, Class<S> type, Object whole) {
    super(actual, type);
    this.whole = whole;
  }

  /** Gives assertions about a part what was said of the whole with {@code as}. */
  final <T extends OutcomeAssert<T, ?>> T part(T assertions) {
    String said = info.descriptionText();
    return said.isEmpty() ? assertions : assertions.as("%s", said);
  }

  final AssertionError wrong(String what) {
    return failure("%s%n%n%s", what, whole);
  }

  final void requireEqual(String what, Object expected, Object found) {
    if (!Objects.equals(expected, found)) {
      throw failureWithActualExpected(
          found, expected, "%s: %s (expected: %s)%n%n%s", what, found, expected, whole);
    }
  }

  final void requireContains(String what, String part, String text) {
    if (!text.contains(part)) {
      throw failureWithActualExpected(
          text, part, "%s: %s (expected: one with %s)%n%n%s", what, text, part, whole);
    }
  }

  final void requireHeaders(String name, List<String> values, List<Header> headers) {
    requireEqual(
        "header " + name,
        values,
        headers.stream().filter(header -> header.isNamed(name)).map(Header::value).toList());
  }
}
