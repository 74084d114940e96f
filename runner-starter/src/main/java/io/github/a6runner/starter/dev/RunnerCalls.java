/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.ExtraInfoSource;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.starter.http.GatewayVariables;
import java.util.Optional;

/**
 * Asks the runner about one request. Free to share between threads.
 *
 * @param peer asks
 * @param route the route of the request
 * @param incoming the request as it came
 */
record RunnerCalls(ApisixPeer peer, Route route, IncomingRequest incoming) {
  /** The peer puts the right one in. */
  private static final long NO_TOKEN = 0;

  /**
   * Asks about the request.
   *
   * @param now what filters have made of it
   * @param atStart what it was when the phase began, which is what variables tell
   */
  PeerReply ask(PeerConf conf, GatewayRequest now, GatewayRequest atStart) {
    HttpReqCall call =
        new HttpReqCall(
            peer.nextId(),
            Bytes.of(incoming.client().getAddress().getAddress()),
            now.method(),
            now.path(),
            now.args(),
            now.headers(),
            NO_TOKEN);
    ExtraInfoSource info =
        ExtraInfoSource.of(variables(atStart).toMap(), present(now.body()), Optional.empty());
    return peer.callRequest(conf, call, info);
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
    HttpRespCall call = new HttpRespCall(peer.nextId(), now.status(), now.headers(), NO_TOKEN);
    ExtraInfoSource info =
        ExtraInfoSource.of(
            variables(request).response(upstream.status(), upstream.headers()).toMap(),
            present(request.body()),
            present(now.body()));
    return peer.callResponse(conf, call, info);
  }

  private GatewayVariables variables(GatewayRequest now) {
    return GatewayVariables.of(incoming.connection(), incoming.target(), incoming.toGateway(), now)
        .route(route.id());
  }

  /** What the upstream is asked for: as it came where no filter changed it. */
  String target(GatewayRequest request) {
    GatewayRequest original = incoming.toGateway();
    boolean samePath = request.path().equals(original.path());
    String path = samePath ? incoming.rawPath() : request.path().string();
    boolean sameArgs = request.args().equals(original.args());
    String query = sameArgs ? incoming.query() : QueryEscape.of(request.args());
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static Optional<Bytes> present(Bytes body) {
    return Optional.of(body).filter(bytes -> !bytes.isEmpty());
  }
}
