/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for SIGTERM or SIGINT, and ends the process with status 0 when all that was opened after it
 * is closed. To be the first resource, and so the last one that is closed.
 *
 * <p>A JVM that a signal ends would report the signal's number; and what a filter leaves behind
 * must not hold up the end, after which APISIX kills.
 */
public final class StopSignal implements AutoCloseable {
  private static final int SUCCESS = 0;

  /** Room for threads that begin while they are counted. */
  private static final int SPARE = 16;

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  private StopSignal(Duration budget) {
    this.hook = new Thread(() -> end(budget), "a6-stop");
  }

  /**
   * Begins to listen for signals.
   *
   * @param budget how long after a signal the process ends at the latest
   * @return the signal, to be closed when the process may end
   */
  public static StopSignal install(Duration budget) {
    StopSignal signal = new StopSignal(budget);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /**
   * Waits until a signal comes, or the condition, asked once a second, holds. Then the process ends
   * as after a signal, with the same budget.
   *
   * @param orUntil the condition
   * @return true if a signal has come
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public boolean await(BooleanSupplier orUntil) throws InterruptedException {
    while (!requested.await(1, TimeUnit.SECONDS)) {
      if (orUntil.getAsBoolean()) {
        beginExit();
        requested.await(); // Once it has begun close() cannot take the limit away.
        return false;
      }
    }
    return true;
  }

  /** Shutdown hooks of plugins then run beside the closing; behind it they would have no limit. */
  private static void beginExit() {
    Thread thread = new Thread(() -> Runtime.getRuntime().exit(SUCCESS), "a6-exit");
    thread.setDaemon(true);
    thread.start();
  }

  /** Tells that everything is closed: the process may end. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook is under way.
    }
  }

  /**
   * Before it ends, a JVM waits up to 0.3 s for threads in native code, such as those that plugins
   * have left in a selector.
   */
  private void interruptOthers() {
    Thread[] threads = new Thread[Thread.activeCount() + SPARE];
    int number = Thread.enumerate(threads);
    for (Thread thread : Arrays.copyOf(threads, number)) {
      if (thread != hook) {
        thread.interrupt();
      }
    }
  }

  private void end(Duration budget) {
    requested.countDown();
    try {
      closed.await(budget.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    interruptOthers();
    Runtime.getRuntime().halt(SUCCESS);
  }
}
