/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.setting.EndTimes;
import io.github.a6runner.core.socket.SocketFile;
import io.github.a6runner.core.socket.StartException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens: the socket, its file and the thread that accepts. For the thread that
 * starts the server and the one that ends it, except where it says otherwise.
 */
final class Listener {
  private static final long END_MILLIS = EndTimes.LOOPS.toMillis();

  private final SocketFile file;
  private final Transport transport;
  private final EventLoopGroup acceptor;
  private @Nullable Channel channel; // set once, before the server is anybody's

  /**
   * Makes one that does not listen yet.
   *
   * @param file the reserved path; closed by {@link #stop}
   * @param transport the way to listen
   */
  Listener(SocketFile file, Transport transport) {
    this.file = file;
    this.transport = transport;
    this.acceptor = transport.newGroup("a6-accept", 1);
  }

  /**
   * Listens, and puts the socket at its path when it does.
   *
   * @param path the path, as a message names it
   * @param loops what serves the connections
   * @param setup sets each of them up
   * @throws StartException if it cannot; {@link #stop} is to be called all the same
   */
  void listen(Path path, EventLoopGroup loops, ChannelHandler setup) throws StartException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(acceptor, loops)
            .channel(transport.channelType())
            .childHandler(setup);
    if (transport.hasHalfClosure()) {
      // What is written leaves before the end.
      bootstrap.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }
    ChannelFuture bound = bootstrap.bind(transport.address(file.bindPath())).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new StartException(
          "socket: " + path + " cannot be listened on: " + bound.cause().getMessage());
    }
    channel = bound.channel();
    file.publish(SocketFile.EVERYBODY);
  }

  /** Whether the socket is at its path, and not another runner's. For any thread. */
  boolean isAtPath() {
    return file.isOurs();
  }

  /** The one place where the socket and its file are closed: to end, or when a start has failed. */
  void stop() {
    file.close();
    Channel open = channel;
    if (open != null) {
      open.close().awaitUninterruptibly(END_MILLIS);
    }
  }

  /** Begins to end the thread that accepts, whether or not it ever did. */
  Future<?> end() {
    try {
      return acceptor.shutdownGracefully(0, END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (OutOfMemoryError e) { // it never had a thread, and gets none to end on
      return acceptor.terminationFuture();
    }
  }
}
