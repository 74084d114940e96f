/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.conf.Configurer;
import io.github.a6runner.core.thread.Carriers;
import io.github.a6runner.core.thread.Loops;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private final Connections connections;
  private final LoopLoss loss;
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
    this.loss = new LoopLoss(connections, loops, services);
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
      turn.attendance().whileOnLoop(held -> loss.giveUp(connection.eventLoop(), run, turn, held));
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
