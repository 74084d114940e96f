/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;

/**
 * A request as the gateway holds it, before or after a runner was asked.
 *
 * @param method its method
 * @param path its path without the query
 * @param args the query's arguments, decoded; one without a value is a bare name
 * @param headers its headers; {@code host} is the one that the upstream gets
 * @param body its body, empty if there is none
 */
public record GatewayRequest(
    HttpMethod method, Text path, List<TextEntry> args, List<TextEntry> headers, Bytes body) {
  /**
   * Creates a request.
   *
   * @param method its method
   * @param path its path without the query
   * @param args the query's arguments, which are copied
   * @param headers its headers, which are copied
   * @param body its body
   * @throws NullPointerException if anything in it is null
   */
  public GatewayRequest {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    args = List.copyOf(args);
    headers = List.copyOf(headers);
    requireNonNull(body, "body");
  }

  /**
   * Makes the call that asks a runner about it, with its first 100 headers, as APISIX does it.
   *
   * @param id the call's number, see {@link ApisixPeer#nextId}
   * @param client the client's address
   * @return the call, into which the peer puts the token of a conf
   */
  public HttpReqCall call(long id, Bytes client) {
    int most = Math.min(HttpReqCall.MOST_HEADERS, headers.size());
    List<TextEntry> first = headers.subList(0, most);
    return new HttpReqCall(id, client, method, path, args, first, ApisixPeer.NO_TOKEN);
  }
}
