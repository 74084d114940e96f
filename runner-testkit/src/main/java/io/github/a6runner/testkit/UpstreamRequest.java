/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.QueryArg;
import io.github.a6runner.peer.GatewayRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as the upstream gets it; the names of headers that came are in lower case. Immutable,
 * and equal to another one that says the same; {@link #toString} shows all of it.
 *
 * <pre>{@code
 * UpstreamRequest upstream = tester.request(r -> r.conf("{\"path\": \"/new\"}")).upstream();
 * assertThat(upstream.method()).isEqualTo("GET");
 * assertThat(upstream.path()).isEqualTo("/new");
 * assertThat(upstream.header("X-A")).isEmpty();
 * }</pre>
 */
public final class UpstreamRequest extends Message {
  private final String method;
  private final String path;
  private final List<QueryArg> args;

  private UpstreamRequest(GatewayRequest request) {
    super(Converted.headers(request.headers()), Converted.body(request.body()));
    this.method = request.method().name();
    this.path = request.path().string();
    this.args = request.args().stream().map(Converted::arg).toList();
  }

  static UpstreamRequest of(GatewayRequest request) {
    return new UpstreamRequest(request);
  }

  /**
   * The method.
   *
   * @return the method, in capitals
   */
  public String method() {
    return method;
  }

  /**
   * The path without the query.
   *
   * @return the path; URI-encoded if a filter changed it
   */
  public String path() {
    return path;
  }

  /**
   * The arguments of the query.
   *
   * @return the arguments, decoded; an immutable list
   */
  public List<QueryArg> args() {
    return args;
  }

  /**
   * The value of the first argument of a name.
   *
   * @param name the name
   * @return the value, or empty if there is no such argument or it has no value
   */
  public Optional<String> arg(String name) {
    return args.stream().filter(a -> a.name().equals(name)).findFirst().flatMap(QueryArg::value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UpstreamRequest that
        && method.equals(that.method)
        && path.equals(that.path)
        && args.equals(that.args)
        && headers().equals(that.headers())
        && body().equals(that.body());
  }

  @Override
  public int hashCode() {
    return Objects.hash(method, path, args, headers(), body());
  }

  /** Shows all of it, as it would look on the wire, but for the encoding of the query. */
  @Override
  public String toString() {
    return new Shown()
        .line(method + " " + path)
        .args(args)
        .headers(headers())
        .body(body())
        .toString();
  }
}
