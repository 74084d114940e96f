/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A log for what may happen a thousand times a second: of each topic the first event is said at
 * once, with its stack trace if it has one, and those of the next ten seconds only as a number.
 * Thread-safe.
 */
public final class SparseLog {
  /** How long at least from one line of a topic to the next. */
  public static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How many topics are told apart; names in them come from outside. */
  public static final int MOST_TOPICS = 256;

  private static final String OTHERS = "other troubles";

  private final Logger logger;
  private final LongSupplier nanoTime;
  private final Map<String, Topic> topics = new ConcurrentHashMap<>();

  /** When a topic may be spoken of again, and how often it was not. */
  private static final class Topic {
    private final Level level;
    private final AtomicLong dueNanos;
    private final LongAdder unsaid = new LongAdder();

    Topic(Level level, long nowNanos) {
      this.level = level;
      this.dueNanos = new AtomicLong(nowNanos);
    }

    boolean isDue(long nowNanos) {
      return nowNanos - dueNanos.get() >= 0;
    }

    /** Whether the current thread is the one to speak. */
    boolean take(long nowNanos) {
      long due = dueNanos.get();
      return nowNanos - due >= 0 && dueNanos.compareAndSet(due, nowNanos + PAUSE_NANOS);
    }
  }

  /**
   * Makes a log that has said nothing.
   *
   * @param logger where it is said
   * @param nanoTime the clock
   */
  public SparseLog(Logger logger, LongSupplier nanoTime) {
    this.logger = logger;
    this.nanoTime = nanoTime;
  }

  /**
   * Says or counts an event.
   *
   * @param level how bad it is
   * @param topic what events have in common that are said together
   * @param line all of it; asked for only if it is said
   */
  public void say(Level level, String topic, Supplier<String> line) {
    say(level, topic, line, null);
  }

  /**
   * Says or counts an event that has a stack trace.
   *
   * @param level how bad it is
   * @param topic what events have in common that are said together
   * @param line all of it; asked for only if it is said
   * @param trace what was thrown, or null
   */
  public void say(Level level, String topic, Supplier<String> line, @Nullable Throwable trace) {
    long now = nanoTime.getAsLong();
    Topic found = find(level, topic, now);
    if (!found.take(now)) {
      found.unsaid.increment();
      return;
    }
    long more = found.unsaid.sumThenReset();
    String text = more == 0 ? line.get() : line.get() + " (and " + more + " before, unsaid)";
    if (trace == null) {
      logger.atLevel(level).log(text);
    } else {
      LogTrace.say(logger, level, text, trace);
    }
  }

  /** Says how often what is left unsaid has happened. To be called again and again. */
  public void sayRest() {
    if (!topics.isEmpty()) {
      long now = nanoTime.getAsLong();
      topics.forEach((name, topic) -> sayRest(name, topic, now));
    }
  }

  private void sayRest(String name, Topic topic, long now) {
    if (!topic.isDue(now)) {
      return;
    }
    if (topic.unsaid.sum() == 0) {
      topics.remove(name, topic);
    } else if (topic.take(now)) {
      logger
          .atLevel(topic.level)
          .log(
              "{}: {} more in the last {} s",
              name,
              topic.unsaid.sumThenReset(),
              TimeUnit.NANOSECONDS.toSeconds(PAUSE_NANOS));
    }
  }

  private Topic find(Level level, String name, long now) {
    Topic known = topics.get(name);
    if (known != null) {
      return known;
    }
    String kept = topics.size() < MOST_TOPICS ? name : OTHERS;
    return topics.computeIfAbsent(kept, key -> new Topic(level, now));
  }
}
