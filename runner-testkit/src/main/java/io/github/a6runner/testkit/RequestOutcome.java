/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.Header;
import io.github.a6runner.peer.RequestEffect;
import io.github.a6runner.peer.RequestEffect.Forwarded;
import io.github.a6runner.peer.RequestEffect.Stopped;
import java.util.List;
import org.assertj.core.api.AssertProvider;

/**
 * What became of a request: it was stopped, it went on to the upstream, or the call failed.
 * Immutable; {@code toString} shows all of it. AssertJ's {@code assertThat} makes a {@link
 * RequestOutcomeAssert} of it.
 *
 * <pre>{@code
 * RequestOutcome outcome = tester.request(r -> r.conf("{\"set_headers\": {\"X-A\": \"1\"}}"));
 * assertThat(outcome).proceeds().hasHeader("X-A", "1").hasNoHeader("X-B");
 * }</pre>
 */
public final class RequestOutcome implements AssertProvider<RequestOutcomeAssert> {
  private final RequestEffect outcome;
  private final UpstreamRequest sent;
  private final Transcript transcript;

  RequestOutcome(RequestEffect outcome, UpstreamRequest sent, Transcript transcript) {
    this.outcome = outcome;
    this.sent = sent;
    this.transcript = transcript;
  }

  /**
   * Whether a filter stopped the request.
   *
   * @return true if {@link #stop} has what the client gets
   */
  public boolean stopped() {
    return !failed() && outcome instanceof Stopped;
  }

  /**
   * What the client gets from the filter that stopped the request.
   *
   * @return the response
   * @throws AssertionError if the request was not stopped
   */
  public ClientResponse stop() {
    if (!failed() && outcome instanceof Stopped stopped) {
      return ClientResponse.of(stopped.response());
    }
    throw unexpected("stopped");
  }

  /**
   * Whether the request goes on to the upstream.
   *
   * @return true if {@link #upstream} has what the upstream gets
   */
  public boolean proceeded() {
    return !failed() && outcome instanceof Forwarded;
  }

  /**
   * What the upstream gets.
   *
   * @return the request with all that the filters changed
   * @throws AssertionError if the request does not go on
   */
  public UpstreamRequest upstream() {
    return UpstreamRequest.of(forwarded().request());
  }

  /**
   * What the filters set on the response to come, as far as APISIX passes it on.
   *
   * @return the headers in their order
   * @throws AssertionError if the request does not go on
   */
  public List<Header> responseHeaders() {
    return Converted.headers(forwarded().responseHeaders());
  }

  /**
   * Whether the call failed: APISIX then answers the client with 503, or lets the request pass
   * where the route says so, unless the runner is set up to answer with a status of its own.
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
      throw unexpected("failed");
    }
    return transcript.failure();
  }

  /**
   * What the filters did that decided or failed, in the order in which they ran.
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
  public RequestOutcomeAssert assertThat() {
    return new RequestOutcomeAssert(this);
  }

  /** Shows the request, what each filter did, the runner's reply and what comes of it. */
  @Override
  public String toString() {
    if (failed()) {
      return transcript.shown(
          "failed: " + failure().reason(), "what the client gets", afterFailure());
    }
    if (stopped()) {
      return transcript.shown("stopped with " + stop().status(), "what the client gets", stop());
    }
    Shown upstream = new Shown().line(upstream().toString());
    if (!responseHeaders().isEmpty()) {
      upstream.line("").line("and in the response to come").headers(responseHeaders());
    }
    return transcript.shown("proceeded", "what the upstream gets", upstream);
  }

  private Object afterFailure() {
    return outcome instanceof Stopped stopped
        ? ClientResponse.of(stopped.response())
        : UpstreamRequest.of(((Forwarded) outcome).request());
  }

  /** The request as it came, in the terms of what the upstream gets. */
  UpstreamRequest sent() {
    return sent;
  }

  private Forwarded forwarded() {
    if (!failed() && outcome instanceof Forwarded forwarded) {
      return forwarded;
    }
    throw unexpected("proceeded");
  }

  private AssertionError unexpected(String expected) {
    return new AssertionError("request: " + this + "\n(expected: " + expected + ")");
  }
}
