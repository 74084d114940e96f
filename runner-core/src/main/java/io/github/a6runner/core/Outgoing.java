/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.thread.LoopRound;
import io.github.a6runner.protocol.MessageEncoder;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a connection: messages as they leave, and its end. For the connection's event
 * loop, except where it says otherwise.
 */
final class Outgoing {
  private final String name;
  private final LongSupplier nanoTime;
  private final Runnable flushing = this::flushNow; // the same one each time
  private @Nullable ChannelHandlerContext context; // set once, before anything comes in
  private boolean gathers;

  /**
   * Makes one of a connection that has no place yet.
   *
   * @param name the connection's name
   * @param nanoTime the clock
   */
  Outgoing(String name, LongSupplier nanoTime) {
    this.name = name;
    this.nanoTime = nanoTime;
  }

  /** The connection's name, for the log. For any thread. */
  String name() {
    return name;
  }

  /** The connection has its place in the pipeline. */
  void open(ChannelHandlerContext ctx) {
    context = ctx;
    // One that closes by itself when its peer sends no more would not wait for the end of a round.
    gathers =
        Boolean.TRUE.equals(ctx.channel().config().getOption(ChannelOption.ALLOW_HALF_CLOSURE));
  }

  /** Encodes here, so that what does not fit a frame is known before anything is sent. */
  void write(RunnerMessage message) {
    write(MessageEncoder.encode(message, context().alloc()));
  }

  /** Sends questions in one write. */
  void ask(List<ExtraInfoQuery> questions) {
    write(MessageEncoder.encode(questions, context().alloc()));
    flush();
  }

  private void write(ByteBuf frames) {
    ChannelHandlerContext ctx = context();
    var unused = ctx.write(frames, ctx.voidPromise());
  }

  /**
   * Has what was written leave, together with what else leaves in this round of the event loop: a
   * peer that is woken takes the processor from the loop, and goes to sleep again before the next.
   */
  void flush() {
    if (gathers) {
      LoopRound.gather(flushing, nanoTime);
    } else {
      flushNow();
    }
  }

  private void flushNow() {
    context().flush();
  }

  /** Closes the connection when all that was written has left. */
  void closeAfterWrites() {
    var unused =
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /** Whether all that was written has left. */
  boolean isEmpty() {
    ChannelOutboundBuffer written = channel().unsafe().outboundBuffer();
    return written == null || written.totalPendingWriteBytes() == 0;
  }

  /** Does something when all that was written has left; nothing if it does not. */
  void afterWrites(Runnable action) {
    var unused =
        context()
            .writeAndFlush(Unpooled.EMPTY_BUFFER)
            .addListener(
                written -> {
                  if (written.isSuccess()) {
                    action.run();
                  }
                });
  }

  /** Whether no more waits for the peer to read than may wait. For any thread. */
  boolean isWritable() {
    return channel().isWritable();
  }

  /**
   * A number that changes when the peer reads some of what waits for it; 0 if no more waits than
   * may wait.
   */
  long backlog() {
    ChannelOutboundBuffer written = channel().unsafe().outboundBuffer();
    if (written == null || isWritable()) {
      return 0;
    }
    // What is pending still counts the whole of a frame that has left in part.
    int first = written.current() instanceof ByteBuf frame ? frame.readableBytes() : 0;
    return written.totalPendingWriteBytes() + first;
  }

  /** Closes the connection now. For any thread. */
  void close() {
    var unused = channel().close();
  }

  /** The connection's channel. For any thread. */
  Channel channel() {
    return context().channel();
  }

  private ChannelHandlerContext context() {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      throw new IllegalStateException("connection: not in a pipeline");
    }
    return ctx;
  }
}
