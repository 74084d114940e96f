/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What the runner has logged during a test, at WARN and above; kept off the console meanwhile. */
public final class TestLog implements BeforeEachCallback, AfterEachCallback {

  private final Logger logger =
      (Logger) LoggerFactory.getLogger(RunnerServer.class.getPackageName());
  private final Kept kept = new Kept();

  /** Keeps events; threads of the runner log while the test reads. */
  private static final class Kept extends AppenderBase<ILoggingEvent> {

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    @Override
    protected synchronized void append(ILoggingEvent event) {
      event.prepareForDeferredProcessing();
      events.add(event);
      notifyAll();
    }

    /** Waits for an event that meets a condition; false if there is none in time. */
    synchronized boolean await(Predicate<ILoggingEvent> condition) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (events.stream().noneMatch(condition)) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    }
  }

  /** The messages so far. */
  public List<String> messages() {
    return kept.events.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** Whether a message so far has this part. */
  boolean holds(String part) {
    return messages().stream().anyMatch(message -> message.contains(part));
  }

  /** What was in the MDC with each message so far. */
  List<Map<String, String>> labels() {
    return kept.events.stream().map(ILoggingEvent::getMDCPropertyMap).toList();
  }

  /** The stack traces' exceptions so far, as class names. */
  public List<String> thrown() {
    return kept.events.stream()
        .filter(event -> event.getThrowableProxy() != null)
        .map(event -> event.getThrowableProxy().getClassName())
        .toList();
  }

  /** Waits for a message with all of these parts, of a thread that nothing else can be asked of. */
  public void await(String... parts) throws InterruptedException {
    assertThat(
            kept.await(event -> Stream.of(parts).allMatch(event.getFormattedMessage()::contains)))
        .as("%s in %s", List.of(parts), messages())
        .isTrue();
  }

  /** Waits until there are so many messages. */
  void awaitMessages(int number) throws InterruptedException {
    assertThat(kept.await(event -> kept.events.size() >= number)).as("%s", messages()).isTrue();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    kept.start();
    logger.setAdditive(false);
    logger.addAppender(kept);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    logger.detachAppender(kept);
    logger.setAdditive(true);
  }
}
