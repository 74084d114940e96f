/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;

/**
 * Holds back reads while a channel does not read by itself. A decoder in the middle of a message
 * asks for more on its own then, and would read on what there is no room for.
 */
@Sharable
final class ReadGate extends ChannelOutboundHandlerAdapter {
  static final ReadGate INSTANCE = new ReadGate();

  private ReadGate() {}

  @Override
  public void read(ChannelHandlerContext ctx) {
    if (ctx.channel().config().isAutoRead()) {
      ctx.read();
    }
  }
}
