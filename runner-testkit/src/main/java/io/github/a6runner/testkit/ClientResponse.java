/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Header;
import io.github.a6runner.peer.GatewayResponse;
import java.util.List;

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
public final class ClientResponse extends Message {
  private final int status;

  ClientResponse(int status, List<Header> headers, Body body) {
    super(headers, body);
    this.status = status;
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

  /** Shows all of it, as it would look on the wire. */
  @Override
  public String toString() {
    return new Shown().line(Integer.toString(status)).headers(headers()).body(body()).toString();
  }
}
