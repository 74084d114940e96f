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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes the log on a thread of its own. Where that cannot keep up, since a disk is full or nobody
 * reads stderr, events are dropped and counted: whoever logs never waits. Thread-safe.
 */
final class QueuedAppender extends AsyncAppender {
  private static final int QUEUE = 2048;

  /** All that were dropped in this process. */
  private static final LongAdder droppedEver = new LongAdder();

  private final Logger logger;
  private final AtomicLong unsaid = new AtomicLong();

  /** Held by whoever puts something into the queue: what was seen to have room then has it. */
  private final Lock putting = new ReentrantLock();

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
      drop();
      return;
    }
    preprocess(event); // What takes long is done before the lock is held.
    putting.lock();
    try {
      sayDropped();
      if (getRemainingCapacity() > 0) {
        super.append(event);
      } else {
        drop();
      }
    } finally {
      putting.unlock();
    }
  }

  private void drop() {
    unsaid.incrementAndGet();
    droppedEver.increment();
  }

  @Override
  public void stop() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(getMaxFlushTime());
    while (isStarted() && isFullWithMoreToSay() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
    }
    putting.lock();
    try {
      sayDropped();
    } finally {
      putting.unlock();
    }
    super.stop();
  }

  private boolean isFullWithMoreToSay() {
    return unsaid.get() > 0 && getRemainingCapacity() == 0;
  }

  private void sayDropped() {
    if (isStarted() && unsaid.get() > 0 && getRemainingCapacity() > 0) {
      String line =
          unsaid.getAndSet(0)
              + " lines were dropped (expected: a disk, or a reader, that keeps up)";
      super.append(
          new LoggingEvent(QueuedAppender.class.getName(), logger, Level.WARN, line, null, null));
    }
  }
}
