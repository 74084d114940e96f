/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.call;

import io.github.a6runner.api.Phase;
import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.ExtraInfoSource;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Plays APISIX for one call. */
public final class CallSender {
  /** The peer puts the right one in. */
  private static final long NO_TOKEN = 0;

  private static final String ADDRESS = "[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*";

  private CallSender() {}

  /**
   * Makes the call and waits for its end.
   *
   * @param socket the socket of the runner
   * @param spec the call
   * @return how it ended
   */
  public static PeerReply call(Path socket, CallSpec spec) {
    try (ApisixPeer peer = new ApisixPeer(socket)) {
      long id = peer.nextId();
      return spec.phase() == Phase.REQUEST
          ? peer.callRequest(spec.conf(), request(id, spec), info(spec))
          : peer.callResponse(spec.conf(), response(id, spec), info(spec));
    }
  }

  private static HttpReqCall request(long id, CallSpec spec) {
    return new HttpReqCall(
        id,
        clientAddress(spec),
        spec.request().method(),
        spec.request().path(),
        spec.request().args(),
        spec.request().headers(),
        NO_TOKEN);
  }

  private static HttpRespCall response(long id, CallSpec spec) {
    return new HttpRespCall(id, spec.upstream().status(), spec.upstream().headers(), NO_TOKEN);
  }

  private static ExtraInfoSource info(CallSpec spec) {
    return ExtraInfoSource.of(
        spec.variables(), body(spec.request().body()), body(spec.upstream().body()));
  }

  private static Optional<Bytes> body(Bytes body) {
    return Optional.of(body).filter(bytes -> !bytes.isEmpty());
  }

  /** APISIX sends an address as its bytes, and for a client on a Unix socket a text. */
  private static Bytes clientAddress(CallSpec spec) {
    Bytes variable = spec.variables().getOrDefault("remote_addr", Bytes.EMPTY);
    String text = new String(variable.toByteArray(), StandardCharsets.UTF_8);
    try {
      return text.matches(ADDRESS) ? Bytes.of(InetAddress.getByName(text).getAddress()) : variable;
    } catch (UnknownHostException e) {
      return variable;
    }
  }
}
