/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.GatewayVariables;

/**
 * A response of an upstream for {@link FilterTester#response}, by default with status 200 and
 * nothing else. Gathers settings; not thread-safe.
 *
 * <pre>{@code
 * ResponseOutcome outcome =
 *     tester.response(r -> r.conf("{\"status\": 404}").status(500).body("oops"));
 * assertThat(outcome).proceeds().hasStatus(404).hasBody("oops");
 * }</pre>
 */
public final class TestResponse extends TestCall<TestResponse> {
  private int status = 200;

  TestResponse() {}

  /**
   * Sets the status.
   *
   * @param code what the upstream answered with
   * @return this
   */
  public TestResponse status(int code) {
    status = code;
    return this;
  }

  @Override
  TestResponse self() {
    return this;
  }

  @Override
  String spelled(String headerName) {
    return headerName;
  }

  /** The request is as a test has it that says nothing of it. */
  @Override
  GatewayVariables derived() {
    return new TestRequest().derived().response(status, headers());
  }

  GatewayResponse response() {
    return new GatewayResponse(status, headers(), bodyBytes());
  }
}
