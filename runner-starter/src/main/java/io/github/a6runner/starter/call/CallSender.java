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
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Plays APISIX for one call. */
public final class CallSender {
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
      ExtraInfoSource info =
          ExtraInfoSource.of(spec.variables(), spec.request().body(), spec.upstream().body());
      return spec.phase() == Phase.REQUEST
          ? peer.callRequest(spec.conf(), spec.request().call(id, clientAddress(spec)), info)
          : peer.callResponse(spec.conf(), spec.upstream().call(id), info);
    }
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
