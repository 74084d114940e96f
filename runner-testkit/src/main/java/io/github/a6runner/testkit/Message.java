/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Header;
import java.util.List;
import java.util.Optional;

/**
 * Headers and a body, which a request and a response have alike. Immutable. Its methods are not
 * final, so that those who use one of the two see methods of that class.
 */
abstract sealed class Message permits ClientResponse, UpstreamRequest {
  private final List<Header> headers;
  private final Body body;

  Message(List<Header> headers, Body body) {
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  /**
   * All headers.
   *
   * @return the headers in their order; an immutable list
   */
  public List<Header> headers() {
    return headers;
  }

  /**
   * The body.
   *
   * @return the body, empty if there is none
   */
  public Body body() {
    return body;
  }

  /**
   * The value of the first header of a name.
   *
   * @param name the name, in any case
   * @return the value, or empty if there is no such header
   */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /**
   * The values of all headers of a name.
   *
   * @param name the name, in any case
   * @return the values in their order
   */
  public List<String> headers(String name) {
    return headers.stream().filter(h -> h.isNamed(name)).map(Header::value).toList();
  }
}
