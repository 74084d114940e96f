/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.thread.Loops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
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
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
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

  private static final int READ_BYTES = 4096;

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
    if (this == EPOLL) {
      preloadEnd();
    }
  }

  /**
   * The first time takes long, and at a hand-over there is a look and an end for each connection.
   */
  private static void preloadEnd() {
    EpollDomainSocketChannel channel = new EpollDomainSocketChannel();
    if (channel.fd() instanceof Socket socket) {
      refuseWrites(socket);
      var unused = readInto(socket, ByteBuffer.allocateDirect(1));
      shutDown(socket);
    }
    channel.unsafe().closeForcibly();
  }

  /**
   * Reads what has come just now, as the event loop itself is going to do only when it is done with
   * what it is at. On the channel's event loop.
   *
   * @return whether something was read, and what came of it is behind the caller; false where it
   *     cannot be told
   */
  static boolean readNow(Channel channel) {
    return channel instanceof EpollDomainSocketChannel epoll
        && epoll.fd() instanceof Socket socket
        && readOnce(channel, socket);
  }

  /**
   * Ends what the peer can send: its writes fail from here on, and what it has written before is
   * read right here, or lost where that is not to be had. On the channel's event loop, which then
   * closes the channel.
   */
  static void endInput(Channel channel) {
    if (channel instanceof EpollDomainSocketChannel epoll && epoll.fd() instanceof Socket socket) {
      if (channel.isOpen() && readLast(channel, socket)) {
        while (readOnce(channel, socket)) {
          // the rest of it
        }
      }
    } else if (channel instanceof DuplexChannel duplex) {
      var unused = duplex.shutdown();
    }
  }

  /** Until its peer sees the end, what it writes fails: so nothing else is done in between. */
  private static boolean readLast(Channel channel, Socket socket) {
    ByteBuf read = channel.alloc().directBuffer(READ_BYTES);
    ByteBuffer room = read.internalNioBuffer(0, READ_BYTES);
    refuseWrites(socket);
    int count = readInto(socket, room);
    if (count <= 0) {
      shutDown(socket);
    }
    return passOn(channel, read, count);
  }

  /** Once a channel is closed its descriptor may be another's. */
  private static boolean readOnce(Channel channel, Socket socket) {
    if (!channel.isOpen()) {
      return false;
    }
    ByteBuf read = channel.alloc().directBuffer(READ_BYTES);
    return passOn(channel, read, readInto(socket, read.internalNioBuffer(0, READ_BYTES)));
  }

  /** Takes what was read over; whether it was anything. */
  private static boolean passOn(Channel channel, ByteBuf read, int count) {
    if (count <= 0) {
      read.release();
      return false;
    }
    channel.pipeline().fireChannelRead(read.writerIndex(count)).fireChannelReadComplete();
    return true;
  }

  private static int readInto(Socket socket, ByteBuffer room) {
    try {
      return socket.read(room, room.position(), room.limit());
    } catch (IOException e) {
      return -1; // the peer has closed it already
    }
  }

  private static void refuseWrites(Socket socket) {
    try {
      socket.shutdown(true, false);
    } catch (IOException e) {
      // The peer has closed it already.
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

  /**
   * Shuts a channel's socket down, so that its peer sees the end at once; the channel stays open.
   * On any thread, as long as the channel's event loop certainly does not close it meanwhile. Does
   * nothing where the JDK has the socket.
   */
  static void shutDown(Channel channel) {
    if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
      shutDown(socket);
    }
  }

  private static void shutDown(Socket socket) {
    try {
      socket.shutdown();
    } catch (IOException e) {
      // The peer has closed it already.
    }
  }

  private Supplier<IoHandlerFactory> ioHandler() {
    return switch (this) {
      case EPOLL -> EpollIoHandler::newFactory;
      case KQUEUE -> KQueueIoHandler::newFactory;
      case NIO -> NioIoHandler::newFactory;
    };
  }
}
