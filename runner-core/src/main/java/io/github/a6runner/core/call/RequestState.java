/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.Body;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A request and its changes. */
public final class RequestState extends CallState {
  private final HttpReqCall call;
  private final EntryList args;
  private final EntryList responseHeaders;
  private Optional<String> newPath;

  /**
   * Makes the state of a call that has just arrived.
   *
   * @param call the call
   */
  public RequestState(HttpReqCall call) {
    this(
        call,
        EntryList.ofRequestHeaders(call.headers()),
        EntryList.ofArgs(call.args()),
        EntryList.ofResponseHeaders(List.of()),
        Optional.empty());
  }

  private RequestState(
      HttpReqCall call,
      EntryList headers,
      EntryList args,
      EntryList responseHeaders,
      Optional<Body> newBody) {
    super(headers, newBody);
    this.call = call;
    this.args = args;
    this.responseHeaders = responseHeaders;
    this.newPath = Optional.empty();
  }

  @Override
  public RequestState copy() {
    RequestState copy =
        new RequestState(call, headers().copy(), args.copy(), responseHeaders.copy(), newBody());
    copy.newPath = newPath;
    return copy;
  }

  @Override
  public CallSnapshot snapshot() {
    return new CallSnapshot(
        Optional.of(path()),
        OptionalInt.empty(),
        args.asArgs(),
        headers().asHeaders(),
        responseHeaders.asHeaders(),
        newBody());
  }

  @Override
  public CallView view(CallContext context, CallView.Answers answers) {
    return new RequestCallView(context, answers, this);
  }

  HttpReqCall call() {
    return call;
  }

  EntryList args() {
    return args;
  }

  EntryList responseHeaders() {
    return responseHeaders;
  }

  Optional<String> newPath() {
    return newPath;
  }

  String path() {
    return newPath.orElseGet(() -> call.path().string());
  }

  void path(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: does not begin with / (expected: that it does)");
    }
    if (path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("path: has a control character (expected: none)");
    }
    // APISIX escapes a '?', so a query written here would silently become part of the path.
    if (path.indexOf('?') >= 0 && call.path().string().indexOf('?') < 0) {
      throw new IllegalArgumentException("path: has a ? (expected: none; the query is args())");
    }
    newPath = Optional.of(path);
  }
}
