/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Waits for what other threads and processes, or the garbage collector, are about to do. What does
 * not come in time fails the test, by its name.
 */
public final class Until {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

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
  public static <E extends Exception> void met(String what, Question<Boolean, E> condition)
      throws E {
    met(what, PATIENCE, condition);
  }

  /** The same for what may take longer than most. */
  public static <E extends Exception> void met(
      String what, Duration patience, Question<Boolean, E> condition) throws E {
    var unused = answered(what, patience, condition, Boolean::booleanValue);
  }

  /** Waits until nothing holds on to an object any more. */
  public static void collected(String what, WeakReference<?> reference) {
    collected(what, () -> reference.get() == null);
  }

  /** The same for a condition on several of them. */
  public static <E extends Exception> void collected(String what, Question<Boolean, E> condition)
      throws E {
    met(
        what + ": collected",
        () -> {
          if (!condition.ask()) {
            System.gc();
          }
          return condition.ask();
        });
  }

  /** Asks until the answer will do, and returns it. */
  public static <T, E extends Exception> T answered(
      String what, Question<T, E> question, Predicate<T> enough) throws E {
    return answered(what, PATIENCE, question, enough);
  }

  private static <T, E extends Exception> T answered(
      String what, Duration patience, Question<T, E> question, Predicate<T> enough) throws E {
    long end = System.nanoTime() + patience.toNanos();
    T last = question.ask();
    while (!enough.test(last)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            what + ": " + last + " (expected: otherwise within " + patience.toMillis() + " ms)");
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
