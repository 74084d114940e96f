/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.QueryArg;
import io.github.a6runner.peer.GatewayRequest;
import java.util.List;
import java.util.Optional;

/**
 * A request as the upstream gets it. Immutable.
 *
 * @param method the method
 * @param path the path without the query; URI-encoded if a filter changed it
 * @param args the arguments of the query, decoded
 * @param headers the headers; the names of those that came are in lower case
 * @param body the body, empty if there is none
 */
public record UpstreamRequest(
    String method, String path, List<QueryArg> args, List<Header> headers, Body body) {

  /**
   * Takes any request.
   *
   * @param method the method
   * @param path the path without the query
   * @param args the arguments of the query, decoded
   * @param headers the headers
   * @param body the body, empty if there is none
   */
  public UpstreamRequest {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    args = List.copyOf(args);
    headers = List.copyOf(headers);
    requireNonNull(body, "body");
  }

  static UpstreamRequest of(GatewayRequest request) {
    return new UpstreamRequest(
        request.method().name(),
        request.path().string(),
        request.args().stream().map(Converted::arg).toList(),
        Converted.headers(request.headers()),
        Converted.body(request.body()));
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

  /**
   * The value of the first argument of a name.
   *
   * @param name the name
   * @return the value, or empty if there is no such argument or it has no value
   */
  public Optional<String> arg(String name) {
    return args.stream().filter(a -> a.name().equals(name)).findFirst().flatMap(QueryArg::value);
  }

  /** Shows all of it, as it would look on the wire, but for the encoding of the query. */
  @Override
  public String toString() {
    return new Shown().line(method + " " + path).args(args).headers(headers).body(body).toString();
  }
}
