/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An appender that is made when there is something to append. Thread-safe. */
final class LazyAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private final Supplier<Appender<ILoggingEvent>> maker;
  private volatile @Nullable Appender<ILoggingEvent> made;

  LazyAppender(Supplier<Appender<ILoggingEvent>> maker) {
    this.maker = maker;
  }

  @Override
  protected void append(ILoggingEvent event) {
    Appender<ILoggingEvent> appender = made;
    (appender == null ? make() : appender).doAppend(event);
  }

  private synchronized Appender<ILoggingEvent> make() {
    Appender<ILoggingEvent> appender = made;
    if (appender == null) {
      appender = maker.get();
      appender.start();
      made = appender;
    }
    return appender;
  }

  @Override
  public synchronized void stop() {
    super.stop();
    Appender<ILoggingEvent> appender = made;
    if (appender != null) {
      appender.stop();
    }
  }
}
