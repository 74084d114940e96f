/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.ExtraInfoSource;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.GatewayVariables;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.RequestTarget;
import io.github.a6runner.protocol.Bytes;

/**
 * Asks the runner about one request. Free to share between threads.
 *
 * @param peer asks
 * @param route the route of the request
 * @param incoming the request as it came
 */
record RunnerCalls(ApisixPeer peer, Route route, IncomingRequest incoming) {
  /**
   * Asks about the request.
   *
   * @param now what filters have made of it
   * @param atStart what it was when the phase began, which is what variables tell
   */
  PeerReply ask(PeerConf conf, GatewayRequest now, GatewayRequest atStart) {
    Bytes client = Bytes.of(incoming.client().getAddress().getAddress());
    ExtraInfoSource info = ExtraInfoSource.of(variables(atStart).toMap(), now.body(), Bytes.EMPTY);
    return peer.callRequest(conf, now.call(peer.nextId(), client), info);
  }

  /**
   * Asks about the response to it.
   *
   * @param request what the upstream was asked
   * @param now what filters have made of the response
   * @param upstream the response as it came, which is what variables tell
   */
  PeerReply ask(
      PeerConf conf, GatewayRequest request, GatewayResponse now, GatewayResponse upstream) {
    ExtraInfoSource info =
        ExtraInfoSource.of(
            variables(request).response(upstream.status(), upstream.headers()).toMap(),
            request.body(),
            now.body());
    return peer.callResponse(conf, now.call(peer.nextId()), info);
  }

  private GatewayVariables variables(GatewayRequest now) {
    return GatewayVariables.of(incoming.connection(), incoming.target(), incoming.toGateway(), now)
        .route(route.id());
  }

  /** What the upstream is asked for: as it came where no filter changed it. */
  RequestTarget target(GatewayRequest request) {
    RequestTarget original = incoming.target();
    boolean samePath = request.path().equals(original.path());
    String path = samePath ? original.rawPath() : request.path().string();
    return request.args().equals(original.args())
        ? RequestTarget.of(path, original.query())
        : RequestTarget.of(path, request.args());
  }
}
