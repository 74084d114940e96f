/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import io.github.a6runner.protocol.RunnerMessage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Hands the messages of one connection from its event loop to the threads that wait for them. The
 * end of the connection is the last thing in it and is never taken out.
 */
final class Inbox extends ChannelInboundHandlerAdapter {

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

  /** What can come: a message, or the end. */
  private sealed interface Arrival {}

  private record Received(RunnerMessage message) implements Arrival {}

  private record Ended(PeerException reason) implements Arrival {}

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    arrivals.add(new Received((RunnerMessage) message));
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(new PeerException("connection: closed (expected: a message of the runner)"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    end(new PeerException("runner: " + PeerException.reason(cause), cause));
    var unused = ctx.close();
  }

  private void end(PeerException reason) {
    arrivals.add(new Ended(reason));
  }

  /** Tells whether neither a message nor the end has come that nobody took. */
  boolean isEmpty() {
    return arrivals.isEmpty();
  }

  /** Waits for the next message; throws if the connection ends instead. */
  RunnerMessage take(Duration timeout) {
    Arrival arrival =
        next(timeout)
            .orElseThrow(
                () ->
                    new PeerException(
                        "reply: none within " + timeout.toMillis() + " ms (expected: a message)"));
    if (arrival instanceof Ended ended) {
      throw new PeerException(PeerException.reason(ended.reason()), ended.reason());
    }
    return ((Received) arrival).message();
  }

  /** Waits for the next message; empty if none comes in time or the connection ends. */
  Optional<RunnerMessage> poll(Duration timeout) {
    return next(timeout)
        .flatMap(
            arrival ->
                arrival instanceof Received received
                    ? Optional.of(received.message())
                    : Optional.empty());
  }

  private Optional<Arrival> next(Duration timeout) {
    Optional<Arrival> arrival =
        Waiting.on(
            "message",
            () -> Optional.ofNullable(arrivals.poll(timeout.toNanos(), TimeUnit.NANOSECONDS)));
    arrival.filter(Ended.class::isInstance).ifPresent(arrivals::add);
    return arrival;
  }
}
