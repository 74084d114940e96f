/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request, on its event loop, and closes the connection. */
final class OneRequest extends SimpleChannelInboundHandler<HttpObject> {
  private static final Logger logger = LoggerFactory.getLogger(OneRequest.class);

  private static final int PATIENCE_SECONDS = 10;

  private final Pages pages;
  private boolean answered;
  private @Nullable Future<?> limit;

  OneRequest(Pages pages) {
    this.pages = pages;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    limit = ctx.executor().schedule(() -> hangUp(ctx), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (limit != null) {
      limit.cancel(false);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
    if (!answered && message instanceof HttpRequest request) {
      answered = true;
      write(ctx, answer(request));
    }
  }

  private Page answer(HttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      return Page.text(HttpResponseStatus.BAD_REQUEST, "not an HTTP request of a usual size");
    }
    Optional<String> refusal = LocalOnly.refusal(request.headers());
    if (refusal.isPresent()) {
      return Page.text(HttpResponseStatus.FORBIDDEN, refusal.get());
    }
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      return Page.text(HttpResponseStatus.METHOD_NOT_ALLOWED, "method (expected: GET or HEAD)");
    }
    try {
      return pages.page(
          request.uri(),
          Optional.ofNullable(request.headers().get(HttpHeaderNames.ACCEPT)).orElse(""));
    } catch (RuntimeException e) {
      logger.error("management: a page cannot be made", e);
      return Page.text(
          HttpResponseStatus.INTERNAL_SERVER_ERROR, "the page cannot be made (see the log)");
    }
  }

  private static void write(ChannelHandlerContext ctx, Page page) {
    ByteBuf body = Unpooled.wrappedBuffer(page.body().asByteBuffer());
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, page.status(), body);
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, page.contentType());
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    headers.set("x-content-type-options", "nosniff");
    headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    if (page.status().equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
      headers.set(HttpHeaderNames.ALLOW, "GET, HEAD");
    }
    var unused = ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    hangUp(ctx);
  }

  private static void hangUp(ChannelHandlerContext ctx) {
    var unused = ctx.close();
  }
}
