/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.MessageEncoder;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.a6runner.protocol.TextEntry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A server that is nothing but Netty: one event loop on epoll, and the same answer to every call.
 * What a runner on Netty costs beyond it is the runner's own. Thread-safe.
 */
final class BareEcho implements AutoCloseable {
  /** How the name of its thread begins. */
  static final String THREAD = "bare-echo";

  private static final byte PREPARE_CONF = 1;
  private static final int HEADER = 4;
  private static final int LARGEST = HEADER + (1 << 24);

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory(THREAD), EpollIoHandler.newFactory());

  private BareEcho() {}

  /** Listens where APISIX's variable says, until the process is ended. */
  public static void main(String[] args) {
    String address = System.getenv().getOrDefault("APISIX_LISTEN_ADDRESS", "");
    if (!address.startsWith("unix:")) {
      System.err.println(
          "APISIX_LISTEN_ADDRESS: " + address + " (expected: unix: and the path of a socket)");
      System.exit(2);
    }
    start(Path.of(address.substring("unix:".length())));
  }

  /** Starts one; when this returns it accepts connections. */
  static BareEcho start(Path socket) {
    BareEcho echo = new BareEcho();
    new ServerBootstrap()
        .group(echo.loop)
        .channel(EpollServerDomainSocketChannel.class)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new LengthFieldBasedFrameDecoder(LARGEST, 1, 3))
                    .addLast(new Answerer());
              }
            })
        .bind(new DomainSocketAddress(socket.toFile()))
        .syncUninterruptibly();
    return echo;
  }

  @Override
  public void close() {
    loop.shutdownGracefully().syncUninterruptibly();
  }

  /** Answers frames without looking at more than their type and the number of the call. */
  private static final class Answerer extends SimpleChannelInboundHandler<ByteBuf> {
    private static final byte[] TOKEN = frame(new PrepareConfReply(1));
    private static final byte[] STOP = frame(stop(1));
    private static final int STOP_ID = Arrays.mismatch(STOP, frame(stop(2)));

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
      ByteBuf answer = context.alloc().buffer(STOP.length);
      if (frame.getByte(0) == PREPARE_CONF) {
        answer.writeBytes(TOKEN);
      } else {
        answer.writeBytes(STOP).setIntLE(STOP_ID, callId(frame));
      }
      var unused = context.writeAndFlush(answer, context.voidPromise());
    }

    /** The first field of the root table. */
    private static int callId(ByteBuf frame) {
      int table = HEADER + frame.getIntLE(HEADER);
      int vtable = table - frame.getIntLE(table);
      return frame.getIntLE(table + frame.getUnsignedShortLE(vtable + 4));
    }

    private static RunnerMessage stop(long id) {
      Bytes body = Bytes.of("hello".getBytes(StandardCharsets.UTF_8));
      List<TextEntry> headers = List.of(TextEntry.of("X-Resp-A6-Runner", "Java"));
      return new HttpReqReply(id, new RequestAction.Stop(200, headers, body));
    }

    private static byte[] frame(RunnerMessage message) {
      ByteBuf encoded = MessageEncoder.encode(message, UnpooledByteBufAllocator.DEFAULT);
      try {
        return ByteBufUtil.getBytes(encoded);
      } finally {
        encoded.release();
      }
    }
  }
}
