/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.socket.PeerCheck;
import io.github.a6runner.protocol.MessageDecoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.util.Optional;

/** Sets up each connection, if its peer may have one and there is room for it. Thread-safe. */
final class ConnectionSetup extends ChannelInitializer<Channel> {
  private final PeerCheck peers;
  private final Connections connections;
  private final ConfStore confs;
  private final CallServices services;

  /**
   * Makes what sets up the connections of a server.
   *
   * @param peers who may connect
   * @param connections counts them
   * @param confs what calls name
   * @param services what calls are run with
   */
  ConnectionSetup(
      PeerCheck peers, Connections connections, ConfStore confs, CallServices services) {
    this.peers = peers;
    this.connections = connections;
    this.confs = confs;
    this.services = services;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (mayConnect(channel)) {
      channel
          .pipeline()
          .addLast(ReadGate.INSTANCE)
          .addLast(MessageDecoder.ofGatewayMessages())
          .addLast(new Connection(connections, confs, services));
    } else {
      var unused = channel.close();
    }
  }

  private boolean mayConnect(Channel channel) {
    Optional<PeerCheck.Refusal> refusal = peers.refusal(channel);
    if (refusal.isPresent()) {
      services.failures().connectionRefused(refusal.get());
      connections.refused();
      return false;
    }
    if (!connections.tryOpen(channel)) {
      services.failures().tooManyConnections(connections.maxConnections());
      return false;
    }
    return true;
  }
}
