/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.LargeFrame;
import io.github.a6runner.protocol.MalformedMessageException;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of APISIX, from when it is accepted until it is gone: when it is read, what breaks
 * it, and when it ends. What is said on it is its {@link Conversation}.
 *
 * <p>All methods run on the connection's event loop, except where they say otherwise.
 */
final class Connection extends ChannelDuplexHandler {
  private static final Logger logger = LoggerFactory.getLogger(Connection.class);

  private final Connections connections;
  private final CallServices services;
  private final Outgoing out;
  private final LargeMessages large;
  private final ReadProgress progress = new ReadProgress();
  private final AtomicBoolean lookIsQueued = new AtomicBoolean();
  private final Conversation conversation;

  Connection(Connections connections, ConfStore confs, CallServices services) {
    this.connections = connections;
    this.services = services;
    this.out = new Outgoing("connection " + connections.countOpened(), services.nanoTime());
    this.large = new LargeMessages(services.bytes(), services.nanoTime(), this::execute);
    this.conversation = new Conversation(out, connections, confs, services, large);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    out.open(ctx);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    connections.add(this);
    ctx.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    connections.remove(this);
    large.closed();
    conversation.hungUp();
    ctx.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    conversation.read((GatewayMessage) read);
    large.arrived(conversation.isRunning());
    if (!out.isWritable()) {
      readOnIfPossible(); // it may have been the last answer
    }
  }

  /** A peer that does not read its replies is not read from either. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (out.isWritable()) {
      progress.allRead();
    }
    readOnIfPossible();
    ctx.fireChannelWritabilityChanged();
  }

  /** What was to leave with others in this round of the event loop leaves before the end. */
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    ctx.flush();
    var unused = ctx.close(promise);
  }

  /** A large message is read on when there is room for it; a peer that sends no more is let go. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      close();
    }
    if (event instanceof LargeFrame frame && !conversation.isClosed()) {
      large.announced(frame.length(), this::readOnIfPossible);
      readOnIfPossible();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof MalformedMessageException) {
      conversation.refuse(String.valueOf(cause.getMessage()));
    } else if (cause instanceof IOException) {
      logger.debug("{}: lost", out.name(), cause);
      close();
    } else {
      conversation.fail(cause);
    }
  }

  /** The call under way, if there is one. For any thread. */
  Optional<CallRun> current() {
    return conversation.current();
  }

  /** What serves it. For any thread. */
  EventLoop eventLoop() {
    return out.channel().eventLoop();
  }

  /**
   * Has the event loop look whether a large message takes too long, in either direction. For the
   * watchdog's thread.
   */
  void checkLarge(long nowNanos) {
    boolean suspect =
        large.problem(nowNanos, services.deadlineNanos()) != null || !out.isWritable();
    // One look at a time: several behind each other, when the loop was held, would see the same.
    if (suspect && lookIsQueued.compareAndSet(false, true)) {
      execute(this::closeIfStuck);
    }
  }

  /**
   * Has the connection end in a certain way; to be said again until it is closed, since nothing
   * else makes it look how long it has been quiet. For any thread.
   */
  void leave(Departure how) {
    execute(() -> conversation.leave(how));
  }

  /**
   * A filter holds the event loop for ever: ends the call under way and gives back what the
   * connection takes. To be called on another thread only while the loop certainly is in that
   * filter and does not come out of it: then nothing else works on the connection, but for
   * questions of that filter, which are refused first.
   *
   * @param filter the filter
   * @return how many calls this has ended
   */
  int lose(String filter) {
    connections.remove(this);
    connections.uncount(out.channel());
    large.closed();
    return conversation.lose(filter);
  }

  /** Closes the connection now. For any thread. */
  void close() {
    out.close();
  }

  private void closeIfStuck() {
    lookIsQueued.set(false);
    readOnIfPossible(); // a question may have been asked meanwhile
    long now = services.nanoTime().getAsLong();
    String problem = large.lastingProblem(now, services.deadlineNanos());
    if (problem == null) {
      problem = progress.problem(now, out.backlog(), conversation.isOwedAnAnswer());
    }
    if (problem != null) {
      services.failures().connectionLost(out.name(), problem);
      close();
    }
  }

  /**
   * Has the connection read if there is room for what comes and its peer reads what it is sent; a
   * peer that owes an answer may have to send that first.
   */
  private void readOnIfPossible() {
    boolean peerGoesOn = out.isWritable() || conversation.isOwedAnAnswer();
    out.channel().config().setAutoRead(peerGoesOn && !large.waits());
  }

  private void execute(Runnable work) {
    conversation.execute(work);
  }
}
