/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Header;
import io.github.a6runner.peer.GatewayResponse;
import java.util.List;
import java.util.Optional;

/**
 * A response as the client gets it, but for what nginx adds by itself, such as Date and
 * Content-Length. Immutable; {@link #toString} shows all of it.
 *
 * <pre>{@code
 * ClientResponse client = tester.request(r -> r.conf("{\"body\": \"hi\"}")).stop();
 * assertThat(client.status()).isEqualTo(200);
 * assertThat(client.header("X-Resp-A6-Runner")).contains("Java");
 * assertThat(client.body().text()).isEqualTo("hi");
 * }</pre>
 */
public final class ClientResponse {
  private final int status;
  private final List<Header> headers;
  private final Body body;

  ClientResponse(int status, List<Header> headers, Body body) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  static ClientResponse of(GatewayResponse response) {
    return new ClientResponse(
        response.status(), Converted.headers(response.headers()), Converted.body(response.body()));
  }

  /**
   * The status.
   *
   * @return the HTTP status
   */
  public int status() {
    return status;
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
    return headers.stream().filter(h -> h.isNamed(name)).map(Header::value).findFirst();
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

  /** Shows all of it, as it would look on the wire. */
  @Override
  public String toString() {
    return new Shown().line(Integer.toString(status)).headers(headers).body(body).toString();
  }
}
