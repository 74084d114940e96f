/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import java.util.List;

/**
 * Assertions about what became of a response. A message shows the whole call.
 *
 * <pre>{@code
 * assertThat(response).ran("response-rewrite").proceeds().hasStatus(404).hasBody("oops");
 * }</pre>
 */
public final class ResponseOutcomeAssert
    extends OutcomeAssert<ResponseOutcomeAssert, ResponseOutcome> {

  ResponseOutcomeAssert(ResponseOutcome actual) {
    super(actual, ResponseOutcomeAssert.class, actual);
  }

  /**
   * The response went through its filters.
   *
   * @return assertions about what the client gets
   */
  public ClientResponseAssert proceeds() {
    if (actual.failed()) {
      throw wrong("response: failed (expected: passed on)");
    }
    return part(new ClientResponseAssert(actual.client(), actual));
  }

  /**
   * The call failed.
   *
   * @return assertions about why
   */
  public CallFailureAssert fails() {
    if (!actual.failed()) {
      throw wrong("response: did not fail (expected: failed)");
    }
    return part(new CallFailureAssert(actual.failure(), actual));
  }

  /**
   * These filters ended or failed, in this order, and no others.
   *
   * @param filters their names
   * @return this
   */
  public ResponseOutcomeAssert ran(String... filters) {
    requireEqual(
        "filters", List.of(filters), actual.steps().stream().map(FilterStep::filter).toList());
    return this;
  }
}
