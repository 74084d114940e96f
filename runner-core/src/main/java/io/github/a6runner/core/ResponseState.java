/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Body;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A response and its changes. */
final class ResponseState extends CallState {
  private final HttpRespCall call;
  private int status;

  ResponseState(HttpRespCall call) {
    this(
        call,
        new EntryList(call.headers(), EntryList.Case.IGNORED),
        Optional.empty(),
        call.status());
  }

  private ResponseState(HttpRespCall call, EntryList headers, Optional<Body> newBody, int status) {
    super(headers, newBody);
    this.call = call;
    this.status = status;
  }

  @Override
  ResponseState copy() {
    return new ResponseState(call, headers().copy(), newBody(), status);
  }

  @Override
  CallSnapshot snapshot() {
    return new CallSnapshot(
        Optional.empty(),
        OptionalInt.of(status),
        List.of(),
        headers().asHeaders(),
        List.of(),
        newBody());
  }

  HttpRespCall call() {
    return call;
  }

  int status() {
    return status;
  }

  void status(int newStatus) {
    if (newStatus < 200 || newStatus > 599) {
      throw new IllegalArgumentException("status: " + newStatus + " (expected: 200 to 599)");
    }
    status = newStatus;
  }
}
