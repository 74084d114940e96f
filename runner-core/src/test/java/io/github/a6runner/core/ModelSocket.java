/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.net.SocketAddress;

/** The runner's end of a connection, which takes no bytes while the peer reads none. */
final class ModelSocket extends ChannelOutboundHandlerAdapter {
  private final Channel channel;
  private boolean full;

  ModelSocket(Channel channel) {
    this.channel = channel;
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    if (!full) {
      ctx.flush();
    }
  }

  /** Whose end it is. */
  SocketAddress peer() {
    return channel.remoteAddress();
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Whether the runner reads what the peer sends. */
  boolean isRead() {
    return channel.config().isAutoRead();
  }

  /** The peer stops to read, or reads on. */
  void full(boolean isFull) {
    full = isFull;
    if (!isFull) {
      var unused = channel.flush();
    }
  }

  /** Whether the runner holds no more for the peer than it may. */
  boolean isWritable() {
    return channel.isWritable();
  }

  /** How much the runner holds for the peer. */
  long pending() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }
}
