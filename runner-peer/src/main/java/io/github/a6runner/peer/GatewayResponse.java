/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;

/**
 * A response as the gateway holds it: the upstream's, or what a client gets. What nginx adds by
 * itself, such as Date, Server, a Content-Length or its own error page, is not in it.
 *
 * @param status its status
 * @param headers its headers, repeated ones as repeated entries
 * @param body its body, empty if there is none
 */
public record GatewayResponse(int status, List<TextEntry> headers, Bytes body) {

  /**
   * Creates a response.
   *
   * @param status its status
   * @param headers its headers, which are copied
   * @param body its body
   * @throws NullPointerException if anything in it is null
   */
  public GatewayResponse {
    headers = List.copyOf(headers);
    requireNonNull(body, "body");
  }

  /**
   * Makes the call that asks a runner about it.
   *
   * @param id the call's number, see {@link ApisixPeer#nextId}
   * @return the call, into which the peer puts the token of a conf
   */
  public HttpRespCall call(long id) {
    return new HttpRespCall(id, status, headers, ApisixPeer.NO_TOKEN);
  }
}
