/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.QueryArg;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call as filters have left it at one moment. Immutable.
 *
 * @param path the path of a request, decoded; empty for a response
 * @param status the status of a response; empty for a request
 * @param args the arguments of a request's query
 * @param headers the headers
 * @param responseHeaders what is set on a request for the response to come
 * @param newBody the body, if a filter has replaced it
 */
public record CallSnapshot(
    Optional<String> path,
    OptionalInt status,
    List<QueryArg> args,
    List<Header> headers,
    List<Header> responseHeaders,
    Optional<Body> newBody) {

  /**
   * Takes any state.
   *
   * @param path the path of a request
   * @param status the status of a response
   * @param args the arguments, which are copied
   * @param headers the headers, which are copied
   * @param responseHeaders the headers for the response to come, which are copied
   * @param newBody the body, if a filter has replaced it
   */
  public CallSnapshot {
    args = List.copyOf(args);
    headers = List.copyOf(headers);
    responseHeaders = List.copyOf(responseHeaders);
  }
}
