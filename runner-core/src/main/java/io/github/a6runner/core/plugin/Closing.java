/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what belongs to a plugin, on a thread of its own: plugins would never be looked at again,
 * or no conf be configured, if the thread that does these could be held by a {@code close}.
 */
public final class Closing {
  private static final Logger logger = LoggerFactory.getLogger(Closing.class);

  /** For plugins and what they make of confs. */
  public static final Closing OF_PLUGINS = new Closing(Duration.ofSeconds(1), Thread::new);

  private final Duration patience;
  private final ThreadFactory threads;

  /**
   * Makes one.
   *
   * @param patience how long the caller waits for the end; after that it goes on without
   * @param threads makes the threads
   */
  Closing(Duration patience, ThreadFactory threads) {
    this.patience = patience;
    this.threads = threads;
  }

  /**
   * Closes something and waits for it, but not for ever. Whoever is interrupted meanwhile goes on,
   * still interrupted; what is being closed is not. If the system has no thread for it, it is
   * closed right here, however long that takes.
   *
   * @param what what is closed, for the log
   * @param close closes it; must not throw
   */
  public void run(String what, Runnable close) {
    Thread thread = threads.newThread(close);
    thread.setName("a6-close");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      logger.debug("{}: closed here, since the system has no thread for it", what, e);
      close.run(); // else all that it holds would stay for ever
      return;
    }
    try {
      thread.join(patience.toMillis());
      if (thread.isAlive()) {
        giveUp(what, thread);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The interrupt may help; nobody waits to see. */
  private void giveUp(String what, Thread thread) {
    logger.warn(
        "{}: its close has taken more than {} ms and is interrupted (expected: a close that returns);"
            + " what it holds stays until it does",
        what,
        patience.toMillis());
    thread.interrupt();
  }
}
