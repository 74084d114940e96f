/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.thread.Loops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
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
import java.util.concurrent.ThreadFactory;
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

  /** Whether a channel can be told to stay open when its peer sends no more. */
  boolean hasHalfClosure() {
    return this != NIO;
  }

  SocketAddress address(Path path) {
    return this == NIO
        ? UnixDomainSocketAddress.of(path)
        : new DomainSocketAddress(path.toString());
  }

  /** Loads what a listener needs, by making one that does not listen. */
  void preload() {
    EventLoopGroup group = newGroup("a6-preload-loop", 1);
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
    if (this == EPOLL) {
      ChannelSocket.preload();
    }
  }

  EventLoopGroup newGroup(String threadName, int threads) {
    return newGroup(new DefaultThreadFactory(threadName, true), threads);
  }

  private EventLoopGroup newGroup(ThreadFactory factory, int threads) {
    return new MultiThreadIoEventLoopGroup(threads, factory, ioHandler().get());
  }

  Loops newLoops(String threadName, int number) {
    ThreadFactory factory = new DefaultThreadFactory(threadName, true);
    return new Loops(number, () -> newGroup(factory, 1));
  }

  private Supplier<IoHandlerFactory> ioHandler() {
    return switch (this) {
      case EPOLL -> EpollIoHandler::newFactory;
      case KQUEUE -> KQueueIoHandler::newFactory;
      case NIO -> NioIoHandler::newFactory;
    };
  }
}
