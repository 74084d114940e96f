/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.conf.Configurer;
import io.github.a6runner.core.thread.Carriers;
import io.github.a6runner.core.thread.Loops;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Looks, from a thread of its own, for calls whose time is over and for filters that hold an event
 * loop. It lives on no event loop and on no filter's thread, since those are what it watches.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Watchdog.class);
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** How long a filter that said it would not block may hold an event loop. */
  static final long LONGEST_ON_LOOP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A round that is later than this says that the machine is busy. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  private static final String WHAT =
      "held an event loop for more than %d ms (expected: a filter that does not block)"
          .formatted(TimeUnit.NANOSECONDS.toMillis(LONGEST_ON_LOOP_NANOS));

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
  private final Configurer configurer;
  private final Hogs hogs;
  private final Thread thread;
  // The watchdog's thread's. A weak one: it must not keep a plugin's classes.
  private WeakReference<FilterTurn> lastBlamed = new WeakReference<>(null);
  private volatile boolean closed;

  Watchdog(
      Connections connections,
      Loops loops,
      CallServices services,
      Configurer configurer,
      Optional<Carriers> carriers) {
    this.connections = connections;
    this.loops = loops;
    this.services = services;
    this.configurer = configurer;
    this.thread = new Thread(this::run, "a6-watchdog");
    thread.setDaemon(true);
    this.hogs = new Hogs(services.nanoTime(), carriers.orElse(null));
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    long expected = services.nanoTime().getAsLong();
    while (!closed) {
      long now = services.nanoTime().getAsLong();
      round(now - expected < LATE_NANOS);
      expected = services.nanoTime().getAsLong() + PERIOD_NANOS;
      LockSupport.parkNanos(this, PERIOD_NANOS);
    }
    hogs.close();
  }

  /** Nothing may end the watch: without it no call would ever be overdue. */
  private void round(boolean inTime) {
    try {
      if (services.hasDeadlines()) {
        check(inTime);
        configurer.interruptOverdue(services.deadlineNanos());
      }
      services.stuck().check();
      findHogs(inTime);
      services.failures().sayRest();
      configurer.sayRest();
    } catch (Throwable e) {
      logger.error("watchdog: a round failed", e);
    }
  }

  /**
   * Looks at every call once.
   *
   * @param inTime whether this thread itself has run when it should have; if not, the machine is
   *     busy or was halted, and filters are not to blame for being slow
   */
  void check(boolean inTime) {
    long now = services.nanoTime().getAsLong();
    for (Connection connection : connections.open()) {
      try {
        connection.current().ifPresent(run -> check(connection, run, now, inTime));
        connection.checkLarge(now);
      } catch (Throwable e) { // the calls of the others are overdue all the same
        logger.error("watchdog: a look at a connection failed", e);
      }
    }
  }

  private void check(Connection connection, CallRun run, long now, boolean inTime) {
    FilterTurn turn = run.turn();
    if (inTime && turn != null && turn.attendance().loopNanos(now) > LONGEST_ON_LOOP_NANOS) {
      blame(turn);
    }
    if (turn != null && turn.attendance().losesLoop(now)) {
      turn.attendance().whileOnLoop(held -> lose(connection.eventLoop(), run, turn, held));
    }
    if (run.isOverdue(now)) {
      if (run.isNewlyLate(run)) {
        run.onLoop(run::expire);
      }
      if (turn != null && turn.attendance().isOnLoop()) {
        run.abortQuestions("its time is over"); // it may wait for one in spite of all
        turn.interruptOnLoop();
      }
    } else if (turn != null && turn.isOverdue(now)) {
      if (run.isNewlyLate(turn)) {
        run.onLoop(() -> turn.turns().expire(turn));
      }
      turn.interruptOnLoop();
    }
  }

  /**
   * Gives up an event loop. As long as its filter is held in its turn nothing but this thread works
   * on the loop's connections.
   */
  private void lose(EventLoop loop, CallRun run, FilterTurn turn, Thread held) {
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

  private void findHogs(boolean inTime) {
    hogs.begin();
    services.threads().crowded(hogs.carriersAreBusy());
    for (Connection connection : connections.open()) {
      connection.current().map(CallRun::turn).ifPresent(turn -> turn.forEachAtWork(hogs::look));
    }
    services.stuck().forEach(hogs::look);
    hogs.end(inTime);
  }

  /** Once may be the first run of cold code; a filter that does it again is made a blocking one. */
  private void blame(FilterTurn turn) {
    FilterWatch filter = turn.watch();
    if (filter.isDemoted() || lastBlamed.refersTo(turn)) {
      return;
    }
    lastBlamed = new WeakReference<>(turn);
    if (filter.overran()) {
      logger.error(
          "filter {}: {}, again; from now on it runs as a blocking one", filter.name(), WHAT);
    } else {
      logger.warn("filter {}: {}", filter.name(), WHAT);
    }
  }
}
