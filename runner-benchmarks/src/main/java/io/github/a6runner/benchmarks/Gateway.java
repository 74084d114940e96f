/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.ExtraInfoSource;
import io.github.a6runner.peer.GatewayEffects;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.PeerReply.Failed;
import io.github.a6runner.peer.PeerSettings;
import io.github.a6runner.peer.PeerTimeouts;
import io.github.a6runner.peer.RequestEffect;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays APISIX for a runner: always the same request, always the same response of an upstream. Each
 * call has a connection of its own. Safe to use from several threads.
 */
final class Gateway implements AutoCloseable {
  /** How long it waits for an answer; APISIX itself waits for 60 s. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** What the client has sent. */
  static final GatewayRequest REQUEST =
      new GatewayRequest(
          HttpMethod.POST,
          Text.of("/orders"),
          List.of(),
          List.of(
              TextEntry.of("host", "shop"),
              TextEntry.of("content-length", "3"),
              TextEntry.of("x-list", "a"),
              TextEntry.of("x-list", "b")),
          bytes("old"));

  /** What the upstream answers. */
  static final GatewayResponse RESPONSE =
      new GatewayResponse(
          200,
          List.of(
              TextEntry.of("content-type", "application/json"),
              TextEntry.of("etag", "\"1\""),
              TextEntry.of("set-cookie", "a=1"),
              TextEntry.of("set-cookie", "b=2")),
          bytes("{\"orders\": []}"));

  private final ApisixPeer peer;

  /**
   * Makes one.
   *
   * @param socket the runner's
   */
  Gateway(Path socket) {
    Duration second = Duration.ofSeconds(1);
    PeerSettings settings =
        PeerSettings.OF_APISIX
            .withTimeouts(new PeerTimeouts(second, second, PATIENCE))
            .withIdleConnections(0);
    this.peer = new ApisixPeer(socket, settings, InstantSource.system());
  }

  /**
   * Hands the request to filters, and says where it goes then; empty without an answer in time.
   *
   * @param filters the names, all with the same configuration
   */
  Optional<RequestEffect> request(String... filters) {
    HttpReqCall call = REQUEST.call(peer.nextId(), Bytes.of(new byte[] {127, 0, 0, 1}));
    var info = ExtraInfoSource.of(Map.of(), REQUEST.body(), Bytes.EMPTY);
    PeerReply reply = peer.callRequest(conf(filters), call, info);
    return isTooLate(reply)
        ? Optional.empty()
        : Optional.of(GatewayEffects.onRequest(REQUEST, reply, false));
  }

  /**
   * Hands the response to filters, and says what the client gets then; empty without an answer in
   * time.
   *
   * @param filters the names, all with the same configuration
   */
  Optional<GatewayResponse> response(String... filters) {
    var info = ExtraInfoSource.of(Map.of(), Bytes.EMPTY, RESPONSE.body());
    PeerReply reply = peer.callResponse(conf(filters), RESPONSE.call(peer.nextId()), info);
    return isTooLate(reply)
        ? Optional.empty()
        : Optional.of(GatewayEffects.onResponse(RESPONSE, reply, false));
  }

  @Override
  public void close() {
    peer.close();
  }

  /** A number is what none of the filters takes that wants one. */
  private static PeerConf conf(String... filters) {
    List<TextEntry> entries =
        Arrays.stream(filters).map(name -> TextEntry.of(name, "{\"number\": \"seven\"}")).toList();
    return new PeerConf(String.join("+", filters), entries);
  }

  /** Whether there was nothing at all, neither an answer nor an end of the connection. */
  private static boolean isTooLate(PeerReply reply) {
    return reply instanceof Failed failed
        && failed.code().isEmpty()
        && failed.reason().startsWith("reply: none within");
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }
}
