/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import java.util.List;

/** What became of a response. Immutable; {@code toString} shows all of it. */
public final class ResponseOutcome {
  private final ClientResponse client;
  private final List<CallFailure> failures;

  ResponseOutcome(ClientResponse client, List<CallFailure> failures) {
    this.client = client;
    this.failures = failures;
  }

  /**
   * What the client gets. If the call failed that is an answer of the runner's own, which holds the
   * upstream's back.
   *
   * @return the response with all that the filters changed
   */
  public ClientResponse client() {
    return client;
  }

  /**
   * Whether the call failed.
   *
   * @return true if {@link #failure} has why
   */
  public boolean failed() {
    return !failures.isEmpty();
  }

  /**
   * Why the call failed.
   *
   * @return the first failure
   * @throws AssertionError if it did not fail
   */
  public CallFailure failure() {
    return failures.stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError("response: " + this + "\n(expected: failed)"));
  }

  @Override
  public String toString() {
    return failed() ? "failed: " + failure().reason() + "\n" + client : client.toString();
  }
}
