/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.TimeUnit;

/** Collects requests with their bodies; one that is too large ends its connection with 413. */
final class WholeRequests extends HttpObjectAggregator {
  /** A client that still sends would not read the answer if the connection ended at once. */
  private static final int LINGER_SECONDS = 2;

  WholeRequests(int maxBody) {
    super(maxBody);
  }

  /** Adds the length of a chunked body, and none to a request without a body. */
  @Override
  protected void finishAggregation(FullHttpMessage aggregated) throws Exception {
    if (aggregated.content().isReadable()) {
      super.finishAggregation(aggregated);
    }
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
            Unpooled.EMPTY_BUFFER);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_LENGTH, 0)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    var unusedWrite = ctx.writeAndFlush(response);
    var unusedSchedule =
        ctx.executor().schedule(() -> close(ctx), LINGER_SECONDS, TimeUnit.SECONDS);
  }

  private static void close(ChannelHandlerContext ctx) {
    var unused = ctx.close();
  }
}
