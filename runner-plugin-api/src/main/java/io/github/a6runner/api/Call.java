/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What both phases know of a call. The runner makes it, one for each filter of each call.
 *
 * <pre>{@code
 * Optional<String> consumer = call.variable(Variables.CONSUMER_NAME);
 * Optional<String> session = call.variable("cookie_session");
 * Body body = call.body();
 * }</pre>
 *
 * <p>Not thread-safe: it belongs to the thread that the filter runs on, and for an {@link
 * AsyncFilter} to one thread at a time until its stage completes. When the filter has decided, or
 * its call was given up, it is over: a change, here or in the headers and arguments that came from
 * here, throws {@link IllegalStateException}, and a question {@link CallAbortedException}.
 */
public interface Call {

  /**
   * The number by which APISIX tells the calls of one of its workers apart; also in the log.
   *
   * @return 0 to 2^32 - 1; 0 is as good as any
   */
  long id();

  /**
   * The id by which others know the request: its {@code x-request-id}, as it arrived. In a response
   * call it is that of the response's headers; the request's own is the variable {@code
   * http_x_request_id}.
   *
   * <p>It is what stands as {@code request_id} in the log.
   *
   * @return 1 to 128 visible characters of ASCII; empty if there is no such header, or it is
   *     anything else
   */
  Optional<String> requestId();

  /**
   * The trace that the request belongs to, from its {@code traceparent}, as it arrived. In a
   * response call it is that of the response's headers, which most upstreams do not send.
   *
   * <p>Its ids stand as {@code trace_id} and {@code span_id} in the log.
   *
   * @return the trace, or empty if there is no such header or it does not keep to W3C Trace Context
   */
  Optional<TraceParent> traceParent();

  /**
   * A variable of APISIX or nginx, see {@link Variables}. Asks APISIX when it is first used, which
   * blocks, and remembers the answer for this call and all its filters.
   *
   * @param name the name without {@code $}
   * @return the value, or empty if the variable is not set
   * @throws CallAbortedException if APISIX hangs up or the call's time is over
   * @throws IllegalArgumentException if the name has more than 1024 characters
   * @throws IllegalStateException if the filter must not block and did not name the variable in
   *     {@link Filter#needs}
   */
  Optional<String> variable(String name);

  /**
   * As {@link #variable}, without blocking. What is done with the stage runs where the filter's
   * code may run, and is watched like the filter itself.
   *
   * @param name the name without {@code $}
   * @return a stage of the value; it fails with {@link CallAbortedException}
   * @throws IllegalArgumentException if the name has more than 1024 characters
   */
  CompletionStage<Optional<String>> variableAsync(String name);

  /**
   * The body of the request, or in a response call of the response, as the filters before have left
   * it. Asks APISIX when it is first used, which blocks, and remembers the answer.
   *
   * @return the body, empty if there is none
   * @throws BodyUnavailableException if it is announced larger than APISIX can send
   * @throws CallAbortedException if APISIX hangs up or the call's time is over
   * @throws IllegalStateException if the filter must not block and did not name the body in {@link
   *     Filter#needs}
   */
  Body body();

  /**
   * As {@link #body}, without blocking, and with a stage as of {@link #variableAsync}.
   *
   * @return a stage of the body; it fails with {@link BodyUnavailableException} or {@link
   *     CallAbortedException}
   */
  CompletionStage<Body> bodyAsync();

  /**
   * The body with what Content-Encoding says (gzip, x-gzip, deflate, also several) undone, up to 32
   * MiB; {@link Body#decoded} takes another limit.
   *
   * <p>Of a request with a hundred headers or more nobody can tell, since APISIX may not have
   * handed over all that the upstream gets (see {@link RequestHeaders}): there is no decoded body,
   * unless it is empty or a filter has set or removed its Content-Encoding.
   *
   * @return the decoded body; the body itself where no encoding is announced
   * @throws BodyUnavailableException if the encoding is another or cannot be known, the body does
   *     not hold to it, or it becomes larger than that
   * @throws CallAbortedException as {@link #body}
   * @throws IllegalStateException as {@link #body}
   */
  Body decodedBody();

  /**
   * Replaces the body. The headers that described the old one (its encoding, its checksums) go with
   * it, of a request also those that APISIX did not hand over.
   *
   * @param body the new body
   * @throws IllegalArgumentException if it is empty: APISIX takes an empty body for no change
   */
  void replaceBody(Body body);

  /**
   * Replaces the body by a text in UTF-8, as {@link #replaceBody(Body)}.
   *
   * @param text the new body
   * @throws IllegalArgumentException if it is empty
   */
  default void replaceBody(String text) {
    replaceBody(Body.of(text));
  }

  /**
   * How long the filter may still take before the call goes on, or is answered, without it: what is
   * left of the call's time, or of the filter's own if the operator has given it a deadline and
   * that comes first. What the filter calls itself should take no longer.
   *
   * @return zero or more; very long where the runner was started for a debugger, which switches
   *     deadlines off
   */
  Duration timeLeft();
}
