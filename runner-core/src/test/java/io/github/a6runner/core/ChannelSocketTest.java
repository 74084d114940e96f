/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server does to an accepted channel by hand; the test's client writes on its loop. */
class ChannelSocketTest {
  private final EventLoopGroup group = Transport.best().newGroup("a6-test", 1);
  private final CompletableFuture<Channel> accepted = new CompletableFuture<>();
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private SocketChannel client;

  @BeforeEach
  void connect(@TempDir Path folder) throws Exception {
    assumeTrue(Transport.best() == Transport.EPOLL, "epoll alone can read at once");
    Path socket = folder.resolve("x.sock");
    new ServerBootstrap()
        .group(group)
        .channel(Transport.EPOLL.channelType())
        .childHandler(new Receiver())
        .bind(Transport.EPOLL.address(socket))
        .sync();
    client = SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  @AfterEach
  void end() throws Exception {
    if (client != null) {
      client.close();
    }
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  @Test
  void readNow_bytesHaveCome_areReadAndItStays() throws Exception {
    Channel channel = accepted.get(20, TimeUnit.SECONDS);

    boolean read = channel.eventLoop().submit(() -> send("hello") && readNow(channel)).get();

    assertThat(read).isTrue();
    assertThat(received).containsExactly("hello");
    assertThat(send("more")).isTrue();
    assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
    assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("more");
  }

  @Test
  void readNow_nothingHasCome_saysSoAndItStays() throws Exception {
    Channel channel = accepted.get(20, TimeUnit.SECONDS);

    assertThat(channel.eventLoop().submit(() -> ChannelSocket.readNow(channel)).get()).isFalse();

    assertThat(send("hello")).isTrue();
    assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
  }

  @Test
  void endInput_nothingHasCome_peerSeesTheEndAtOnce() throws Exception {
    Channel channel = accepted.get(20, TimeUnit.SECONDS);

    int seen = channel.eventLoop().submit(() -> endInput(channel)).get();

    assertThat(seen).isEqualTo(-1);
  }

  @Test
  void endInput_bytesHadCome_areReadAndAnsweredAndNoMoreCanBeSent() throws Exception {
    Channel channel = accepted.get(20, TimeUnit.SECONDS);
    String sent = "x".repeat(10_000); // more than is read at once

    boolean answered =
        channel
            .eventLoop()
            .submit(
                () -> {
                  assertThat(send(sent)).isTrue();
                  ChannelSocket.endInput(channel);
                  assertThat(String.join("", received)).isEqualTo(sent);
                  assertThatThrownBy(() -> send("more")).isInstanceOf(IOException.class);
                  ByteBuf answer = Unpooled.copiedBuffer("answer", US_ASCII);
                  return channel.writeAndFlush(answer).isSuccess();
                })
            .get();

    assertThat(answered).isTrue();
    ByteBuffer answer = ByteBuffer.allocate(100);
    assertThat(client.read(answer)).isEqualTo("answer".length());
  }

  @Test
  void endInput_peerHasGone_isNoProblem() throws Exception {
    Channel channel = accepted.get(20, TimeUnit.SECONDS);

    boolean closed =
        channel
            .eventLoop()
            .submit(
                () -> {
                  client.close();
                  ChannelSocket.endInput(channel);
                  return channel.close().isSuccess();
                })
            .get();

    assertThat(closed).isTrue();
    assertThat(received).isEmpty();
  }

  /** What the client reads when this is done, and nothing else was. */
  private int endInput(Channel channel) throws IOException {
    ChannelSocket.endInput(channel);
    return client.read(ByteBuffer.allocate(1));
  }

  /** Whether something was read by the time that this is done. */
  private boolean readNow(Channel channel) {
    return ChannelSocket.readNow(channel) && !received.isEmpty();
  }

  private boolean send(String text) throws Exception {
    return client.write(ByteBuffer.wrap(text.getBytes(US_ASCII))) == text.length();
  }

  private final class Receiver extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      accepted.complete(ctx.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
      received.add(bytes.toString(US_ASCII));
    }
  }
}
