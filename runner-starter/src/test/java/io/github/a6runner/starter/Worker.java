/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.ExtraInfoSource;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.PeerReply.Answered;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A worker of the gateway: what it wants of a runner is a text for a path, by a route's filter. */
final class Worker implements AutoCloseable {
  private static final AtomicLong IDS = new AtomicLong();

  private final ApisixPeer peer;

  Worker(Path socket) {
    peer = new ApisixPeer(socket);
  }

  /** A route with one filter. */
  static PeerConf route(String key, String filter, String conf) {
    return new PeerConf(key, List.of(TextEntry.of(filter, conf)));
  }

  /** A path that no other call has. */
  static String path() {
    return "/" + IDS.incrementAndGet();
  }

  /** A request for a path. */
  static HttpReqCall request(String path, long token) {
    Bytes client = Bytes.of(new byte[] {127, 0, 0, 1});
    return new HttpReqCall(
        IDS.incrementAndGet(), client, HttpMethod.GET, Text.of(path), List.of(), List.of(), token);
  }

  /** Makes a call by the gateway's rules. */
  PeerReply call(PeerConf route, String path) {
    return peer.callRequest(route, request(path, 0), ExtraInfoSource.none());
  }

  /** The body that a reply stops the request with. */
  static Optional<String> body(PeerReply reply) {
    return reply instanceof Answered answered ? body(answered.reply()) : Optional.empty();
  }

  /** The body that a message stops the request with. */
  static Optional<String> body(RunnerMessage message) {
    return message instanceof HttpReqReply reply
            && reply.action() instanceof RequestAction.Stop stop
        ? Optional.of(new String(stop.body().toByteArray(), UTF_8))
        : Optional.empty();
  }

  @Override
  public void close() {
    peer.close();
  }
}
