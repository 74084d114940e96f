/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayResponse;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** The requests of one connection, answered one after the other. Lives on its event loop. */
final class HttpExchanges extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final ExecutorService workers;
  private final Function<IncomingRequest, GatewayResponse> answers;
  private final Queue<Runnable> waiting = new ArrayDeque<>(); // until what is ahead is answered
  private boolean busy;

  /**
   * How a request is to be answered.
   *
   * @param keep whether the connection stays open
   * @param head whether it asks for no body
   */
  private record Manner(boolean keep, boolean head) {

    /** The last answer of the connection. */
    Manner last() {
      return new Manner(false, head);
    }
  }

  HttpExchanges(ExecutorService workers, Function<IncomingRequest, GatewayResponse> answers) {
    this.workers = workers;
    this.answers = answers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest message) {
    Manner manner =
        new Manner(HttpUtil.isKeepAlive(message), message.method().name().equals("HEAD"));
    Runnable start = start(ctx, message, manner);
    if (busy) {
      waiting.add(start);
      return;
    }
    busy = true;
    // No more is read than what came with it.
    ctx.channel().config().setAutoRead(false);
    start.run();
  }

  /** Everything is taken out of the message here, which is released after this. */
  private Runnable start(ChannelHandlerContext ctx, FullHttpRequest message, Manner manner) {
    boolean understood = message.decoderResult().isSuccess() && message.uri().startsWith("/");
    if (!understood) {
      return () -> write(ctx, RequestFlow.text(400, "400 Bad Request\n"), manner.last());
    }
    return HttpMessages.incoming(ctx.channel(), message)
        .<Runnable>map(request -> () -> answer(ctx, request, manner))
        .orElse(() -> write(ctx, RequestFlow.text(405, "405 Not Allowed\n"), manner));
  }

  private void answer(ChannelHandlerContext ctx, IncomingRequest request, Manner manner) {
    try {
      workers.execute(() -> write(ctx, response(request), manner));
    } catch (RejectedExecutionException e) {
      write(ctx, RequestFlow.text(503, "503: the dev gateway has too many requests\n"), manner);
    }
  }

  private GatewayResponse response(IncomingRequest request) {
    try {
      return answers.apply(request);
    } catch (RuntimeException e) {
      return RequestFlow.text(500, "500: the dev gateway failed: " + e + "\n");
    }
  }

  private void write(ChannelHandlerContext ctx, GatewayResponse response, Manner manner) {
    ctx.executor().execute(() -> writeOnLoop(ctx, response, manner));
  }

  private void writeOnLoop(ChannelHandlerContext ctx, GatewayResponse response, Manner manner) {
    boolean keep = manner.keep();
    FullHttpResponse message = HttpMessages.of(response, manner.head());
    HttpUtil.setKeepAlive(message, keep);
    var unusedWrite =
        ctx.writeAndFlush(message)
            .addListener(
                keep ? ChannelFutureListener.CLOSE_ON_FAILURE : ChannelFutureListener.CLOSE);
    next(ctx, keep);
  }

  private void next(ChannelHandlerContext ctx, boolean keep) {
    Runnable next = waiting.poll();
    if (next != null && keep) {
      next.run();
      return;
    }
    busy = false;
    ctx.channel().config().setAutoRead(true);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var unusedClose = ctx.close();
  }
}
