/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import java.util.List;

/**
 * Assertions about what became of a request. A message shows the whole call.
 *
 * <pre>{@code
 * assertThat(outcome).ran("AuthFilter", "say", "say").stops().hasBody("second");
 * }</pre>
 */
public final class RequestOutcomeAssert
    extends OutcomeAssert<RequestOutcomeAssert, RequestOutcome> {

  RequestOutcomeAssert(RequestOutcome actual) {
    super(actual, RequestOutcomeAssert.class, actual);
  }

  /**
   * A filter stopped the request.
   *
   * @return assertions about what the client gets
   */
  public ClientResponseAssert stops() {
    if (!actual.stopped()) {
      throw wrong("request: not stopped (expected: stopped)");
    }
    return part(new ClientResponseAssert(actual.stop(), actual));
  }

  /**
   * The request goes on to the upstream.
   *
   * @return assertions about what the upstream gets
   */
  public UpstreamRequestAssert proceeds() {
    if (!actual.proceeded()) {
      throw wrong("request: does not go on (expected: proceeded)");
    }
    return part(new UpstreamRequestAssert(actual));
  }

  /**
   * The call failed.
   *
   * @return assertions about why
   */
  public CallFailureAssert fails() {
    if (!actual.failed()) {
      throw wrong("request: did not fail (expected: failed)");
    }
    return part(new CallFailureAssert(actual.failure(), actual));
  }

  /**
   * These filters decided or failed, in this order, and no others.
   *
   * @param filters their names
   * @return this
   */
  public RequestOutcomeAssert ran(String... filters) {
    requireEqual(
        "filters", List.of(filters), actual.steps().stream().map(FilterStep::filter).toList());
    return this;
  }
}
