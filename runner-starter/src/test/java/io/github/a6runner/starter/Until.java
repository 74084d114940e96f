/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what other processes and threads are about to do; fails the test if it takes long. */
public final class Until {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private Until() {}

  /**
   * What is asked again and again.
   *
   * @param <T> what comes back
   * @param <E> what may go wrong for good
   */
  public interface Question<T, E extends Exception> {
    /** Asks once. */
    T ask() throws E;
  }

  /** Waits until something is so. */
  public static <E extends Exception> void met(Question<Boolean, E> condition) throws E {
    met(PATIENCE, condition);
  }

  /** The same for what may take longer than most. */
  public static <E extends Exception> void met(Duration patience, Question<Boolean, E> condition)
      throws E {
    var unused = answered(patience, condition, Boolean::booleanValue);
  }

  /** Asks until the answer will do, and returns it. */
  public static <T, E extends Exception> T answered(Question<T, E> question, Predicate<T> enough)
      throws E {
    return answered(PATIENCE, question, enough);
  }

  private static <T, E extends Exception> T answered(
      Duration patience, Question<T, E> question, Predicate<T> enough) throws E {
    long end = System.nanoTime() + patience.toNanos();
    T last = question.ask();
    while (!enough.test(last)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("last after " + patience.toSeconds() + " s: " + last);
      }
      LockSupport.parkNanos(POLL_NANOS);
      last = question.ask();
    }
    return last;
  }

  /** Lets a time pass in which something must not happen. */
  public static void passed(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
