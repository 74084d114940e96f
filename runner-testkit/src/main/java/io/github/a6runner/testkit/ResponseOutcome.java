/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import java.util.List;
import org.assertj.core.api.AssertProvider;

/**
 * What became of a response. Immutable; {@code toString} shows all of it. AssertJ's {@code
 * assertThat} makes a {@link ResponseOutcomeAssert} of it.
 *
 * <pre>{@code
 * ResponseOutcome outcome =
 *     tester.response(r -> r.conf("{\"status\": 404}").status(500).body("oops"));
 * assertThat(outcome).proceeds().hasStatus(404).hasBody("oops");
 * }</pre>
 */
public final class ResponseOutcome implements AssertProvider<ResponseOutcomeAssert> {
  private final ClientResponse client;
  private final Transcript transcript;

  ResponseOutcome(ClientResponse client, Transcript transcript) {
    this.client = client;
    this.transcript = transcript;
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
    return transcript.failed();
  }

  /**
   * Why the call failed.
   *
   * @return the first failure
   * @throws AssertionError if it did not fail
   */
  public CallFailure failure() {
    if (!failed()) {
      throw new AssertionError("response: " + this + "\n(expected: failed)");
    }
    return transcript.failure();
  }

  /**
   * What the filters did that ended or failed, in the order in which they ran.
   *
   * @return one step for each time that a filter ran
   */
  public List<FilterStep> steps() {
    return transcript.steps();
  }

  /**
   * Makes assertions of it; for AssertJ, whose {@code assertThat} calls this.
   *
   * @return the assertions
   */
  @Override
  public ResponseOutcomeAssert assertThat() {
    return new ResponseOutcomeAssert(this);
  }

  /** Shows the response, what each filter did, the runner's reply and what comes of it. */
  @Override
  public String toString() {
    String headline = failed() ? "failed: " + failure().reason() : "passed on";
    return transcript.shown(headline, "what the client gets", client);
  }
}
