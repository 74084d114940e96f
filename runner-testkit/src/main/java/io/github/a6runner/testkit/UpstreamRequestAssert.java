/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.QueryArg;
import java.util.List;

/**
 * Assertions about a request that goes on to the upstream. A message shows the whole call.
 *
 * <pre>{@code
 * assertThat(outcome).proceeds().hasPath("/new").hasArg("n", "1").hasNoHeader("X-A");
 * }</pre>
 */
public final class UpstreamRequestAssert
    extends OutcomeAssert<UpstreamRequestAssert, UpstreamRequest> {
  private final RequestOutcome outcome;

  UpstreamRequestAssert(RequestOutcome outcome) {
    super(outcome.upstream(), UpstreamRequestAssert.class, outcome);
    this.outcome = outcome;
  }

  /**
   * The upstream gets the very request that came, and nothing is set for the response.
   *
   * @return this
   */
  public UpstreamRequestAssert isUnchanged() {
    requireEqual("request", outcome.sent(), actual);
    requireEqual("headers of the response to come", List.of(), outcome.responseHeaders());
    return this;
  }

  /**
   * The upstream sees a path.
   *
   * @param path the path without the query; URI-encoded if a filter changed it
   * @return this
   */
  public UpstreamRequestAssert hasPath(String path) {
    requireEqual("path", path, actual.path());
    return this;
  }

  /**
   * It has just these values of an argument, in this order.
   *
   * @param name the name
   * @param values the values; an argument without a value has none
   * @return this
   */
  public UpstreamRequestAssert hasArg(String name, String... values) {
    requireEqual(
        "argument " + name,
        List.of(values),
        named(name).stream().flatMap(arg -> arg.value().stream()).toList());
    return this;
  }

  /**
   * It has no argument of a name, not even one without a value.
   *
   * @param name the name
   * @return this
   */
  public UpstreamRequestAssert hasNoArg(String name) {
    requireEqual("argument " + name, List.of(), named(name));
    return this;
  }

  /**
   * It has just these values of a header, in this order.
   *
   * @param name the name, in any case
   * @param values the values
   * @return this
   */
  public UpstreamRequestAssert hasHeader(String name, String... values) {
    requireHeaders(name, List.of(values), actual.headers());
    return this;
  }

  /**
   * It has no header of a name.
   *
   * @param name the name, in any case
   * @return this
   */
  public UpstreamRequestAssert hasNoHeader(String name) {
    requireHeaders(name, List.of(), actual.headers());
    return this;
  }

  /**
   * Its body is a text in UTF-8.
   *
   * @param text the text; empty for no body
   * @return this
   */
  public UpstreamRequestAssert hasBody(String text) {
    requireEqual("body", text, actual.body().text());
    return this;
  }

  /**
   * Just these values of a header are set for the response to come, in this order.
   *
   * @param name the name, in any case
   * @param values the values; none if the header must not be set
   * @return this
   */
  public UpstreamRequestAssert setsResponseHeader(String name, String... values) {
    requireHeaders(name, List.of(values), outcome.responseHeaders());
    return this;
  }

  private List<QueryArg> named(String name) {
    return actual.args().stream().filter(arg -> arg.name().equals(name)).toList();
  }
}
