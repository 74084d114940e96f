/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.ClientConnection;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayVariables;
import io.github.a6runner.peer.RequestTarget;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.LoopbackAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A request as the client sent it. Immutable.
 *
 * @param method its method
 * @param target its path and query as they came
 * @param headers its headers, with names in lower case
 * @param body its body
 * @param client where it came from
 * @param server where it arrived
 */
record IncomingRequest(
    HttpMethod method,
    RequestTarget target,
    List<TextEntry> headers,
    Bytes body,
    InetSocketAddress client,
    LoopbackAddress server) {

  IncomingRequest {
    headers = List.copyOf(headers);
  }

  /** Where it came from and arrived. */
  ClientConnection connection() {
    return new ClientConnection(clientHost(), client.getPort(), server.host(), server.port());
  }

  /** Who calls from another address of this machine has none of loopback. */
  private String clientHost() {
    return client.getAddress().isLoopbackAddress()
        ? new LoopbackAddress(client).host()
        : client.getAddress().getHostAddress();
  }

  /** The host that was asked for, without a port; empty if there is none. */
  String host() {
    return GatewayVariables.hostOf(headers).orElse("");
  }

  /** The request as the gateway passes it on if nobody changes it. */
  GatewayRequest toGateway() {
    return new GatewayRequest(method, target.path(), target.args(), headers, body);
  }
}
