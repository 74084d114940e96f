/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class QueuedAppenderTest {
  private static final int THREADS = 4;
  private static final int LINES = 20_000;

  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("x");
  private final Written written = new Written();

  @Test
  void append_manyThreadsAndAFullQueue_everyLineIsWrittenOrCounted() throws Exception {
    QueuedAppender queue = started();
    long before = QueuedAppender.dropped();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(() -> logMuch(queue));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    written.inTime = true;
    queue.stop();

    long dropped = QueuedAppender.dropped() - before;
    assertThat(dropped).isPositive();
    assertThat(written.lines + dropped).isEqualTo(THREADS * LINES);
    assertThat(written.said).isEqualTo(dropped);
  }

  private QueuedAppender started() {
    context.setMDCAdapter(MDC.getMDCAdapter());
    QueuedAppender queue = new QueuedAppender(logger, (int) TimeUnit.SECONDS.toMillis(30));
    queue.setContext(context);
    written.setContext(context);
    written.start();
    queue.addAppender(written);
    queue.start();
    return queue;
  }

  private void logMuch(QueuedAppender queue) {
    for (int i = 0; i < LINES; i++) {
      queue.doAppend(new LoggingEvent("", logger, Level.WARN, "a line", null, null));
    }
  }

  /**
   * Counts lines, and the lines that were said to be dropped, to be read when it is stopped. Until
   * it is to keep up it takes one for each that is dropped, so that the queue is always full.
   */
  private static final class Written extends AppenderBase<ILoggingEvent> {
    private volatile boolean inTime;
    private long seen = QueuedAppender.dropped();
    private long lines;
    private long said;

    @Override
    protected void append(ILoggingEvent event) {
      while (!inTime && QueuedAppender.dropped() == seen) {
        Thread.onSpinWait();
      }
      seen = QueuedAppender.dropped();
      String message = event.getFormattedMessage();
      if (message.contains(" lines were dropped ")) {
        said += Long.parseLong(message.split(" ", 2)[0]);
      } else {
        lines++;
      }
    }
  }
}
