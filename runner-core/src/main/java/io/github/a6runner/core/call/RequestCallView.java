/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.Phase;
import io.github.a6runner.api.QueryArgs;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.RequestHeaders;
import io.github.a6runner.api.ResponseHeaders;
import io.github.a6runner.protocol.TextEntry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** A request as one filter sees it. */
final class RequestCallView extends CallView implements RequestCall {
  private static final int IPV4_LENGTH = 4;
  private static final int IPV6_LENGTH = 16;

  private final RequestState state;

  RequestCallView(CallContext context, Answers answers, RequestState state) {
    super(context, answers, state);
    this.state = state;
  }

  @Override
  List<TextEntry> arrived() {
    return state.call().headers();
  }

  @Override
  public String method() {
    return state.call().method().name();
  }

  @Override
  public Optional<InetAddress> clientAddress() {
    byte[] bytes = state.call().srcIp().toByteArray();
    if (bytes.length != IPV4_LENGTH && bytes.length != IPV6_LENGTH) {
      return Optional.empty(); // a client on a Unix socket: the bytes are text
    }
    try {
      return Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of " + bytes.length + " bytes", e);
    }
  }

  @Override
  public String path() {
    return state.path();
  }

  @Override
  public void path(String path) {
    checkNotEnded();
    state.path(path);
  }

  @Override
  public RequestHeaders headers() {
    return new RequestHeadersView(state.headers(), this::checkNotEnded);
  }

  @Override
  public QueryArgs args() {
    return new QueryArgsView(state.args(), this::checkNotEnded);
  }

  @Override
  public ResponseHeaders responseHeaders() {
    return new ResponseHeadersView(state.responseHeaders(), Phase.REQUEST, this::checkNotEnded);
  }
}
