/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.starter.http.LoopbackAddress;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Takes HTTP requests and has them answered on threads that may wait. Thread-safe. */
final class HttpServer implements AutoCloseable {
  /** What a body may have, in bytes; a frame of the protocol holds no more either. */
  static final int MAX_BODY = 16 << 20;

  private static final int THREADS = 32;
  private static final int QUEUE = 256;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("a6-dev-http", true), NioIoHandler.newFactory());
  private final ExecutorService workers =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          new DefaultThreadFactory("a6-dev-worker", true));
  private final LoopbackAddress address;

  private HttpServer(LoopbackAddress wanted, Function<IncomingRequest, GatewayResponse> answers)
      throws StartException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new WholeRequests(MAX_BODY),
                            new HttpExchanges(workers, answers));
                  }
                })
            .bind(wanted.socket())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close();
      throw new StartException(
          "--http: " + wanted + ": " + bound.cause().getMessage() + " (expected: a free port)",
          bound.cause());
    }
    this.address = new LoopbackAddress((InetSocketAddress) bound.channel().localAddress());
  }

  /**
   * Starts to listen.
   *
   * @throws StartException if that is not possible
   */
  static HttpServer start(
      LoopbackAddress address, Function<IncomingRequest, GatewayResponse> answers)
      throws StartException {
    return new HttpServer(address, answers);
  }

  /** Where it listens. */
  LoopbackAddress address() {
    return address;
  }

  @Override
  public void close() {
    workers.shutdownNow();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
