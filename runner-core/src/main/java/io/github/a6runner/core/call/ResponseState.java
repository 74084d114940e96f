/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Decision;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A response and its changes. */
public final class ResponseState extends CallState {
  private final HttpRespCall call;
  private int status;

  /**
   * Makes the state of a call that has just arrived.
   *
   * @param call the call
   */
  public ResponseState(HttpRespCall call) {
    this(call, EntryList.ofResponseHeaders(call.headers()), Optional.empty(), call.status());
  }

  private ResponseState(HttpRespCall call, EntryList headers, Optional<Body> newBody, int status) {
    super(headers, newBody);
    this.call = call;
    this.status = status;
  }

  @Override
  public ResponseState copy() {
    return new ResponseState(call, headers().copy(), newBody(), status);
  }

  @Override
  public CallSnapshot snapshot() {
    return new CallSnapshot(
        Optional.empty(),
        OptionalInt.of(status),
        List.of(),
        headers().asHeaders(),
        List.of(),
        newBody());
  }

  @Override
  public CallView view(CallContext context, CallView.Answers answers) {
    return new ResponseCallView(context, answers, this);
  }

  HttpRespCall call() {
    return call;
  }

  int status() {
    return status;
  }

  void status(int newStatus) {
    status = Decision.stop(newStatus).status(); // which refuses what is none
  }
}
