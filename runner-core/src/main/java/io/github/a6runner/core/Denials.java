/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.TextEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What to tell APISIX of a call that is denied, whatever its filters have changed. */
final class Denials {
  /** Nothing could be done, with whatever it was. */
  static final RunnerMessage ERROR = new ErrorReply(ErrorCode.SERVICE_UNAVAILABLE);

  private static final Bytes UNAVAILABLE =
      Bytes.of("Service Unavailable\n".getBytes(StandardCharsets.US_ASCII));

  private static final Bytes DENIED =
      Bytes.of("Not processed\n".getBytes(StandardCharsets.US_ASCII));

  private static final int UNAVAILABLE_STATUS = 503;

  private Denials() {}

  /**
   * The call has failed and is to be denied. An error would let a response's body through, so a
   * response is replaced instead.
   */
  static RunnerMessage unavailable(GatewayMessage.Call call) {
    return call instanceof HttpRespCall ? status(call, UNAVAILABLE_STATUS) : ERROR;
  }

  /** The call is denied, as a policy that does not skip says. */
  static RunnerMessage denied(GatewayMessage.Call call, OnFailure policy) {
    return policy instanceof OnFailure.Stop stop ? status(call, stop.status()) : unavailable(call);
  }

  private static RunnerMessage status(GatewayMessage.Call call, int status) {
    List<TextEntry> headers = List.of(TextEntry.of("Content-Type", "text/plain"));
    Bytes body = status == UNAVAILABLE_STATUS ? UNAVAILABLE : DENIED;
    return call instanceof HttpRespCall
        ? new HttpRespReply(call.id(), status, headers, body)
        : new HttpReqReply(call.id(), new RequestAction.Stop(status, headers, body));
  }
}
