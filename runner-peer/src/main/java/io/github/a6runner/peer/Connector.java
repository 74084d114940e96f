/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import io.github.a6runner.protocol.MessageDecoder;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to one socket. NIO is enough here: what a peer measures or tests is the runner.
 */
record Connector(Path socket, PeerTimeouts timeouts, EventLoopGroup loop) {

  /** Returns one daemon thread that serves connections until it is shut down. */
  static EventLoopGroup newEventLoop() {
    return new MultiThreadIoEventLoopGroup(
        1, new DefaultThreadFactory("a6-peer", true), NioIoHandler.newFactory());
  }

  /** Ends such a thread and closes its connections. */
  static void shutDown(EventLoopGroup loop) {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  /** Opens a connection that runs something once it is closed from this side. */
  PeerConnection connect(Runnable afterClose) {
    Inbox inbox = new Inbox();
    ChannelFuture connected = bootstrap(inbox).connect(UnixDomainSocketAddress.of(socket));
    // Netty's own timeout comes first, unless the event loop ended under it.
    boolean done =
        Waiting.on("connection", () -> connected.await(2 * timeouts.connect().toMillis()));
    if (!done) {
      throw new PeerException("socket: " + socket + ", no answer (expected: a runner accepting)");
    }
    if (!connected.isSuccess()) {
      throw refusal(connected.cause());
    }
    return new PeerConnection(connected.channel(), inbox, timeouts, afterClose);
  }

  private Bootstrap bootstrap(Inbox inbox) {
    return new Bootstrap()
        .group(loop)
        .channel(NioDomainSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeouts.connect().toMillis())
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(MessageDecoder.ofRunnerMessages(), inbox);
              }
            });
  }

  private PeerException refusal(Throwable cause) {
    String why = Optional.ofNullable(cause.getMessage()).orElse("");
    return new PeerException("socket: " + socket + expectation(why), cause);
  }

  private static String expectation(String why) {
    if (why.contains("Permission denied")) {
      return ", permission denied (expected: one that this user may write to)";
    }
    return why.contains("too long")
        ? " (expected: a shorter path, about 100 bytes at most)"
        : " (expected: a runner listening there)";
  }
}
