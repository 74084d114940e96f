/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.InvalidConfException;

/**
 * Assertions about why a call failed. A message shows the whole call.
 *
 * <pre>{@code
 * RequestOutcome outcome = tester.request(r -> r.conf("{\"token_required\": \"yes\"}"));
 * assertThat(outcome).fails().refusesConf("$.token_required");
 * }</pre>
 */
public final class CallFailureAssert extends OutcomeAssert<CallFailureAssert, CallFailure> {

  CallFailureAssert(CallFailure actual, Object whole) {
    super(actual, CallFailureAssert.class, whole);
  }

  /**
   * The reason has some part.
   *
   * @param part the part
   * @return this
   */
  public CallFailureAssert hasReasonContaining(String part) {
    requireContains("reason", part, actual.reason());
    return this;
  }

  /**
   * A filter threw something, or its stage failed with it.
   *
   * @param type what it is
   * @return this
   */
  public CallFailureAssert hasCause(Class<? extends Throwable> type) {
    if (actual.cause().filter(type::isInstance).isEmpty()) {
      throw wrong(
          "cause: %s (expected: %s)"
              .formatted(actual.cause().map(Object::toString).orElse("none"), type.getName()));
    }
    return this;
  }

  /**
   * A filter refused its configuration, with an {@link InvalidConfException} that names a place.
   *
   * @param place how its message begins, for instance {@code $.limit}
   * @return this
   */
  public CallFailureAssert refusesConf(String place) {
    hasCause(InvalidConfException.class);
    String message = actual.cause().map(Throwable::getMessage).orElse("");
    if (!message.startsWith(place)) {
      throw wrong("refusal: %s (expected: one that begins with %s)".formatted(message, place));
    }
    return this;
  }

  /**
   * The time was over, the call's or a filter's own, before a filter had decided.
   *
   * @return this
   */
  public CallFailureAssert isOverdue() {
    if (!actual.overdue()) {
      throw wrong("reason: %s (expected: that a time was over)".formatted(actual.reason()));
    }
    return this;
  }
}
