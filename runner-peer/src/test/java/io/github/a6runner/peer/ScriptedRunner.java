/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.MessageDecoder;
import io.github.a6runner.protocol.MessageEncoder;
import io.github.a6runner.protocol.RunnerMessage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A runner that does what a test says, over a real socket. Connections are counted from 0. */
final class ScriptedRunner implements AutoCloseable {

  /** What to do when a message arrives; runs on the runner's only thread. */
  @FunctionalInterface
  interface Script {

    void on(Link link, GatewayMessage message);
  }

  /** A message and the connection that it came over. */
  record Seen(int connection, GatewayMessage message) {}

  /** The runner's end of one connection. */
  record Link(int number, Channel channel) {

    /** Sends all messages in one write. */
    void send(RunnerMessage... messages) {
      var unused = channel.writeAndFlush(MessageEncoder.encode(List.of(messages), channel.alloc()));
    }

    void sendBytes(int... bytes) {
      byte[] octets = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        octets[i] = (byte) bytes[i];
      }
      var unused = channel.writeAndFlush(Unpooled.wrappedBuffer(octets));
    }

    void hangUp() {
      var unused = channel.close();
    }
  }

  private final EventLoopGroup loop = Connector.newEventLoop();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Script script;

  ScriptedRunner(Path socket, Script script) {
    this.script = script;
    new ServerBootstrap()
        .group(loop)
        .channel(NioServerDomainSocketChannel.class)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                Link link = new Link(connections.getAndIncrement(), channel);
                channel.pipeline().addLast(MessageDecoder.ofGatewayMessages(), new Reader(link));
              }
            })
        .bind(UnixDomainSocketAddress.of(socket))
        .syncUninterruptibly();
  }

  /** Returns what has arrived so far. */
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** Returns the messages of a type that have arrived so far. */
  <T extends GatewayMessage> List<T> seen(Class<T> type) {
    return seen.stream().map(Seen::message).filter(type::isInstance).map(type::cast).toList();
  }

  /** Returns the connections over which messages of a type came. */
  List<Integer> connectionsOf(Class<? extends GatewayMessage> type) {
    return seen.stream()
        .filter(each -> type.isInstance(each.message()))
        .map(Seen::connection)
        .toList();
  }

  @Override
  public void close() {
    Connector.shutDown(loop);
  }

  private final class Reader extends SimpleChannelInboundHandler<GatewayMessage> {

    private final Link link;

    Reader(Link link) {
      super(GatewayMessage.class);
      this.link = link;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, GatewayMessage message) {
      seen.add(new Seen(link.number(), message));
      script.on(link, message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      link.hangUp();
    }
  }
}
