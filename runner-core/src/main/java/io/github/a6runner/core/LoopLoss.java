/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.thread.Loops;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Gives up event loops that filters hold for ever, so that others take their place. For the
 * watchdog's thread.
 */
final class LoopLoss {
  private static final Logger logger = LoggerFactory.getLogger(LoopLoss.class);

  private static final String LOST =
      "filter %s: holds event loop %s for ever and is run as a blocking one from now on (expected: a"
          + " filter that does not block); another loop takes its place, %d connections with %d"
          + " calls are closed, %d such loops wait for their filters";
  private static final String STAYS =
      "filter %s: holds an event loop for ever, and since %d such loops have been replaced already"
          + " it keeps its connections waiting (expected: a restart)";
  private static final String ALONE =
      "filter %s: holds an event loop for ever, and none can be made to take its place (expected:"
          + " free file descriptors); its connections wait, and it is tried again each second";

  private final Connections connections;
  private final Loops loops;
  private final CallServices services;

  /**
   * Makes one that has given up nothing.
   *
   * @param connections those of all loops
   * @param loops the loops
   * @param services what calls are run with
   */
  LoopLoss(Connections connections, Loops loops, CallServices services) {
    this.connections = connections;
    this.loops = loops;
    this.services = services;
  }

  /**
   * Gives up an event loop. As long as its filter is held in its turn nothing but this thread works
   * on the loop's connections.
   */
  void giveUp(EventLoop loop, CallRun run, FilterTurn turn, Thread held) {
    FilterWatch filter = turn.watch();
    filter.demote();
    Optional<Collection<Channel>> channels;
    try {
      channels = loops.lose(loop);
    } catch (RuntimeException e) {
      sayHeld(run, ALONE.formatted(filter.name()), e);
      return;
    }
    if (channels.isEmpty()) {
      sayHeld(run, STAYS.formatted(filter.name(), loops.lost()), StuckThreads.stackOf(held));
      return;
    }
    int calls = 0;
    int closed = channels.get().size();
    try {
      for (Connection each : connections.open()) {
        calls += each.eventLoop() == loop ? lose(each, filter) : 0;
      }
      channels.get().forEach(ChannelSocket::sendLast); // replies that were ready
    } finally {
      channels.get().forEach(ChannelSocket::shutDown); // or their peers would wait for a minute
    }
    String line = LOST.formatted(filter.name(), held.getName(), closed, calls, loops.lost());
    run.inLog(() -> logger.error(line, StuckThreads.stackOf(held)));
  }

  private static int lose(Connection connection, FilterWatch filter) {
    try {
      return connection.lose(filter.name());
    } catch (Throwable e) { // the others of the loop are lost all the same
      logger.error("watchdog: a look at a connection failed", e);
      return 0;
    }
  }

  /** It is tried each second, and must not fill the log. */
  private void sayHeld(CallRun run, String line, Throwable trace) {
    run.inLog(() -> services.failures().sparse().say(Level.ERROR, line, () -> line, trace));
  }
}
