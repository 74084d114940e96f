/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

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

  private final Connections connections;
  private final CallServices services;
  private final Thread thread;
  private volatile boolean closed;

  Watchdog(Connections connections, CallServices services) {
    this.connections = connections;
    this.services = services;
    this.thread = new Thread(this::run, "a6-watchdog");
    thread.setDaemon(true);
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
    while (!closed) {
      try {
        check();
      } catch (RuntimeException e) {
        logger.error("watchdog: a round failed", e);
      }
      LockSupport.parkNanos(this, PERIOD_NANOS);
    }
  }

  /** Looks at every call once. */
  void check() {
    long now = services.nanoTime().getAsLong();
    for (Connection connection : connections.open()) {
      connection.current().ifPresent(run -> check(connection, run, now));
    }
  }

  private void check(Connection connection, CallRun run, long now) {
    FilterTurn turn = run.turn();
    if (turn != null && turn.nanosOnLoop(now) > LONGEST_ON_LOOP_NANOS) {
      demote(turn.filterName());
    }
    if (run.isOverdue(now)) {
      connection.execute(run::expire);
    }
  }

  private void demote(String filter) {
    if (services.demoted().add(filter)) {
      logger.error(
          "filter {}: held an event loop for more than {} ms (expected: a filter that does not"
              + " block); from now on it runs as a blocking one",
          filter,
          TimeUnit.NANOSECONDS.toMillis(LONGEST_ON_LOOP_NANOS));
    }
  }
}
