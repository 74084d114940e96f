/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes the log on a thread of its own. Where that cannot keep up, since a disk is full or nobody
 * reads stderr, events are dropped and counted: whoever logs never waits. Thread-safe.
 */
final class QueuedAppender extends AsyncAppender {
  private static final int QUEUE = 2048;

  /** All that were dropped in this process. */
  private static final LongAdder droppedEver = new LongAdder();

  private final Logger logger;
  private final LongAdder unsaid = new LongAdder();

  /**
   * Makes one.
   *
   * @param logger what says that events were dropped
   * @param flushMillis how long its end waits for what is still to be written
   */
  QueuedAppender(Logger logger, int flushMillis) {
    this.logger = logger;
    setName("log");
    setQueueSize(QUEUE);
    setDiscardingThreshold(0);
    setNeverBlock(true);
    setMaxFlushTime(flushMillis);
  }

  /** How many events were dropped since the process began. */
  static long dropped() {
    return droppedEver.sum();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (getRemainingCapacity() == 0) {
      unsaid.increment();
      droppedEver.increment();
      return;
    }
    sayDropped();
    super.append(event);
  }

  @Override
  public void stop() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(getMaxFlushTime());
    while (isStarted() && isFullWithMoreToSay() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
    }
    sayDropped();
    super.stop();
  }

  private boolean isFullWithMoreToSay() {
    return unsaid.sum() > 0 && getRemainingCapacity() == 0;
  }

  private void sayDropped() {
    if (isStarted() && unsaid.sum() > 0) {
      long number = unsaid.sumThenReset();
      String line = number + " lines were dropped (expected: a disk, or a reader, that keeps up)";
      super.append(
          new LoggingEvent(QueuedAppender.class.getName(), logger, Level.WARN, line, null, null));
    }
  }
}
