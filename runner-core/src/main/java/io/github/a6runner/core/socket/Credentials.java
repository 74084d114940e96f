/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.kqueue.KQueueDomainSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.unix.PeerCredentials;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * Who is at the other end of a connection, as the kernel noted when it was made.
 *
 * @param user the number of the user, or a name where the platform gives only that
 * @param pid the process; empty where the platform does not give it, or cannot, for one of another
 *     container
 */
record Credentials(String user, OptionalLong pid) {
  /** Of a user given by number. */
  static Credentials of(long user, long pid) {
    return new Credentials(
        Long.toString(user), pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty());
  }

  /**
   * Of the peer of a channel; empty where the platform does not tell.
   *
   * @throws IOException if it does in general, but not for this connection
   */
  static Optional<Credentials> of(Channel channel) throws IOException {
    if (channel instanceof EpollDomainSocketChannel epoll) {
      return Optional.of(of(epoll.peerCredentials()));
    }
    if (channel instanceof KQueueDomainSocketChannel kqueue) {
      return Optional.of(of(kqueue.peerCredentials()));
    }
    return channel instanceof NioDomainSocketChannel nio ? of(nio) : Optional.empty();
  }

  private static Credentials of(PeerCredentials peer) {
    return of(Integer.toUnsignedLong(peer.uid()), peer.pid());
  }

  private static Optional<Credentials> of(NioDomainSocketChannel channel) {
    UnixDomainPrincipal principal =
        channel.config().getOption(NioChannelOption.of(ExtendedSocketOptions.SO_PEERCRED));
    return Optional.ofNullable(principal)
        .map(peer -> new Credentials(peer.user().getName(), OptionalLong.empty()));
  }
}
