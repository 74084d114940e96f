/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerDomainSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The ways to listen on a Unix socket, best first. */
enum Transport {
  /** Linux. */
  EPOLL(EpollServerDomainSocketChannel.class),
  /** macOS and BSD. */
  KQUEUE(KQueueServerDomainSocketChannel.class),
  /** Anything else, through the JDK. */
  NIO(NioServerDomainSocketChannel.class);

  private final Class<? extends ServerChannel> channelType;

  Transport(Class<? extends ServerChannel> channelType) {
    this.channelType = channelType;
  }

  /** The best one that this machine has. */
  static Transport best() {
    if (Epoll.isAvailable()) {
      return EPOLL;
    }
    return KQueue.isAvailable() ? KQUEUE : NIO;
  }

  Class<? extends ServerChannel> channelType() {
    return channelType;
  }

  SocketAddress address(Path path) {
    return this == NIO
        ? UnixDomainSocketAddress.of(path)
        : new DomainSocketAddress(path.toString());
  }

  /** Loads what a listener needs, by making one that does not listen. */
  void preload() {
    EventLoopGroup group = newGroup("a6-preload", 1);
    new ServerBootstrap()
        .group(group)
        .channel(channelType)
        .childHandler(new ChannelInboundHandlerAdapter())
        .register()
        .awaitUninterruptibly()
        .channel()
        .close()
        .awaitUninterruptibly();
    var unused = group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
  }

  /**
   * Has the peer's next write fail while what it has written before can still be read, to the end
   * of which an event tells; false if the transport cannot do that. On the event loop.
   */
  static boolean stopReading(Channel channel) {
    if (channel instanceof EpollDomainSocketChannel socket) {
      socket.config().setAllowHalfClosure(true); // else what waits would not be read
      var unused = socket.shutdownInput();
      return true;
    }
    return false;
  }

  EventLoopGroup newGroup(String threadName, int threads) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(threadName, true), ioHandler().get());
  }

  private Supplier<IoHandlerFactory> ioHandler() {
    return switch (this) {
      case EPOLL -> EpollIoHandler::newFactory;
      case KQUEUE -> KQueueIoHandler::newFactory;
      case NIO -> NioIoHandler::newFactory;
    };
  }
}
