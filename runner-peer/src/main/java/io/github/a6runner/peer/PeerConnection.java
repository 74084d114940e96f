/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.MessageEncoder;
import io.github.a6runner.protocol.MessageTooLargeException;
import io.github.a6runner.protocol.RunnerMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection to a runner, as low as messages and bytes: it sends what it is told to, in any
 * order and in any state, and hands out what comes back. For calls as APISIX makes them there is
 * {@link ApisixPeer}.
 *
 * <p>Methods wait on the calling thread and may be called from any thread but an event loop.
 * Failures are {@link PeerException}s and leave the connection as it is. Who opened it closes it.
 */
public final class PeerConnection implements AutoCloseable {

  private final Channel channel;
  private final Inbox inbox;
  private final PeerTimeouts timeouts;
  private final Runnable afterClose;

  PeerConnection(Channel channel, Inbox inbox, PeerTimeouts timeouts, Runnable afterClose) {
    this.channel = channel;
    this.inbox = inbox;
    this.timeouts = timeouts;
    this.afterClose = afterClose;
  }

  /**
   * Connects with the timeouts of APISIX.
   *
   * @param socket the path of the runner's socket
   * @return the connection, with a thread of its own
   * @throws PeerException if no runner listens there
   */
  public static PeerConnection open(Path socket) {
    return open(socket, PeerTimeouts.OF_APISIX);
  }

  /**
   * Connects.
   *
   * @param socket the path of the runner's socket
   * @param timeouts how long to wait, for the connection now and for each message later
   * @return the connection, with a thread of its own
   * @throws PeerException if no runner listens there
   */
  public static PeerConnection open(Path socket, PeerTimeouts timeouts) {
    EventLoopGroup loop = Connector.newEventLoop();
    Connector connector = new Connector(requireNonNull(socket, "socket"), timeouts, loop);
    try {
      return connector.connect(() -> Connector.shutDown(loop));
    } catch (PeerException e) {
      Connector.shutDown(loop);
      throw e;
    }
  }

  /**
   * Sends a message and waits until it is out.
   *
   * @param message the message
   * @throws PeerException if the connection is closed, the message fits no frame, or the runner
   *     does not take it in time
   */
  public void send(GatewayMessage message) {
    sendAll(List.of(message));
  }

  /**
   * Sends messages in one write, so that the runner can find them all in one read.
   *
   * @param messages the messages in order
   * @throws PeerException as in {@link #send}; where one of them fits no frame, nothing is sent
   */
  public void sendAll(List<GatewayMessage> messages) {
    write(encode(messages));
  }

  /**
   * Sends bytes, whatever they mean.
   *
   * @param bytes the bytes, which are copied
   * @throws PeerException as in {@link #send}
   */
  public void sendBytes(byte[] bytes) {
    write(Unpooled.copiedBuffer(bytes));
  }

  /**
   * Waits for the next message of the runner.
   *
   * @return the message
   * @throws PeerException if none comes within the timeout, the connection ends, or what comes is
   *     no message
   */
  public RunnerMessage receive() {
    return receive(timeouts.receive());
  }

  /**
   * Waits for the next message of the runner.
   *
   * @param timeout how long to wait
   * @return the message
   * @throws PeerException if none comes in time, the connection ends, or what comes is no message
   */
  public RunnerMessage receive(Duration timeout) {
    return inbox.take(timeout);
  }

  /**
   * Looks whether a message comes.
   *
   * @param timeout how long to wait; zero takes only what is there already
   * @return the message, or empty if none came in time or the connection ended
   */
  public Optional<RunnerMessage> poll(Duration timeout) {
    return inbox.poll(timeout);
  }

  /**
   * Waits for the connection to be closed, by either side. Messages that came before stay.
   *
   * @param timeout how long to wait
   * @return true if it is closed
   */
  public boolean awaitClosed(Duration timeout) {
    return Waiting.on(
        "close", () -> channel.closeFuture().await(timeout.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Tells whether the connection is open and nothing has come on it that nobody took. */
  boolean isQuiet() {
    return channel.isActive() && inbox.isEmpty();
  }

  /** Closes the connection, as often as it is called. */
  @Override
  public void close() {
    var unused = channel.close();
    // Not the future of this very close: an event loop that is ending may never get to it.
    channel.closeFuture().awaitUninterruptibly(timeouts.send().toMillis());
    afterClose.run();
  }

  /** Makes one buffer, owned by the caller, of all messages; of none of them if one is too long. */
  private ByteBuf encode(List<GatewayMessage> messages) {
    try {
      return MessageEncoder.encode(messages, channel.alloc());
    } catch (MessageTooLargeException e) {
      throw new PeerException(PeerException.reason(e), e);
    }
  }

  /** Gives the bytes away and waits until they are out. */
  private void write(ByteBuf bytes) {
    ChannelFuture written = channel.writeAndFlush(bytes);
    long limit = timeouts.send().toMillis();
    if (!Waiting.on("write", () -> written.await(limit))) {
      throw new PeerException(
          "write: not done in " + limit + " ms (expected: a runner that reads)");
    }
    if (!written.isSuccess()) {
      throw new PeerException(
          "connection: closed (expected: a runner that reads)", written.cause());
    }
  }
}
