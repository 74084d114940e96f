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

/** Who is at the other end of a connection, as the kernel noted when it was made. Immutable. */
sealed interface Credentials {

  /**
   * Of a user given by number, which is what the kernel knows. It is never read as a name: a user
   * may be called by the digits of another's number.
   *
   * @param userId the number of the user
   * @param pid the process; empty where it cannot be told, as of one of another container
   */
  record Numbered(long userId, OptionalLong pid) implements Credentials {

    @Override
    public OptionalLong userId(Users users) {
      return OptionalLong.of(userId);
    }

    @Override
    public String user() {
      return Long.toString(userId);
    }
  }

  /**
   * Of a user given by name, where the platform gives only that.
   *
   * @param user the name, or the number in digits of a user without one
   */
  record Named(String user) implements Credentials {

    @Override
    public OptionalLong userId(Users users) {
      return users.idOfPrincipal(user);
    }

    @Override
    public OptionalLong pid() {
      return OptionalLong.empty();
    }
  }

  /** The number of the user; empty where the name is nobody's, or may be another's. */
  OptionalLong userId(Users users);

  /** The user as the platform told, for messages. */
  String user();

  /** The process; empty where the platform does not tell. */
  OptionalLong pid();

  /** Of a user and a process given by number, the process by 0 if it is not known. */
  static Credentials of(long user, long pid) {
    return new Numbered(user, pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty());
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
    return Optional.ofNullable(principal).map(peer -> new Named(peer.user().getName()));
  }
}
