/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Variables;
import io.github.a6runner.peer.ClientConnection;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayVariables;
import io.github.a6runner.peer.RequestTarget;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request for {@link FilterTester#request}, by default {@code GET /} from 127.0.0.1 with nothing
 * else. Gathers settings; not thread-safe.
 *
 * <pre>{@code
 * tester.request(
 *     r ->
 *         r.method("POST")
 *             .path("/orders")
 *             .arg("dry-run")
 *             .arg("n", "1")
 *             .header("Authorization", "Basic x")
 *             .variable("consumer_name", "jack")
 *             .body("{\"item\": 7}"));
 * }</pre>
 */
public final class TestRequest extends TestCall<TestRequest> {
  private final List<TextEntry> args = new ArrayList<>();
  private HttpMethod method = HttpMethod.GET;
  private String path = "/";
  private Bytes client = Bytes.of(new byte[] {127, 0, 0, 1});

  TestRequest() {}

  /**
   * Sets the method.
   *
   * @param name one that APISIX knows, in upper case
   * @return this
   * @throws IllegalArgumentException if APISIX knows none of the name
   */
  public TestRequest method(String name) {
    method = HttpMethod.valueOf(name);
    return this;
  }

  /**
   * Sets the path.
   *
   * @param decoded the path, decoded and without the query: that is {@link #arg}
   * @return this
   */
  public TestRequest path(String decoded) {
    path = requireNonNull(decoded, "decoded");
    return this;
  }

  /**
   * Adds an argument to the query; a name can repeat.
   *
   * @param name the name, decoded
   * @param value the value, decoded
   * @return this
   */
  public TestRequest arg(String name, String value) {
    args.add(TextEntry.of(name, value));
    return this;
  }

  /**
   * Adds an argument without a value to the query, as in {@code ?flag}.
   *
   * @param name the name, decoded
   * @return this
   */
  public TestRequest arg(String name) {
    args.add(TextEntry.of(name));
    return this;
  }

  /**
   * Sets the client's address, and with it the variable {@code remote_addr}.
   *
   * @param address the address, IPv4 or IPv6
   * @return this
   */
  public TestRequest client(InetAddress address) {
    client = Bytes.of(address.getAddress());
    return variable(Variables.REMOTE_ADDR, address.getHostAddress());
  }

  @Override
  TestRequest self() {
    return this;
  }

  /** APISIX passes the names of a request's headers on in lower case. */
  @Override
  String spelled(String headerName) {
    return headerName.toLowerCase(Locale.ROOT);
  }

  @Override
  GatewayVariables derived() {
    RequestTarget target = RequestTarget.of(path, args);
    return GatewayVariables.of(ClientConnection.MADE_UP, target, request(), request());
  }

  GatewayRequest request() {
    return new GatewayRequest(method, Text.of(path), args, headers(), bodyBytes());
  }

  HttpReqCall call(long id) {
    return request().call(id, client);
  }
}
