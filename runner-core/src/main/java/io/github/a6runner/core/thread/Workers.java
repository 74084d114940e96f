/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which filters may block: a virtual thread for each piece of work where the JVM has
 * such that {@code synchronized} does not pin (24 and newer), and a bounded pool elsewhere.
 */
public final class Workers implements Executor, AutoCloseable {
  private static final int FIRST_WITHOUT_PINNING = 24;

  /** Whether there is a thread for each piece of work, however much there is. */
  public static final boolean ARE_UNLIMITED = Runtime.version().feature() >= FIRST_WITHOUT_PINNING;

  private static final long KEEP_ALIVE_SECONDS = 30;

  private final ExecutorService executor;

  private Workers(ExecutorService executor) {
    this.executor = executor;
  }

  /**
   * Makes the threads for calls.
   *
   * @param threads the most threads of a pool
   * @param queue the most pieces of work that wait for a thread of a pool
   * @return the threads, to be closed
   */
  public static Workers forCalls(int threads, int queue) {
    return ARE_UNLIMITED
        ? new Workers(VirtualThreads.executor("a6-call-"))
        : pool("a6-call-", threads, queue);
  }

  /**
   * Makes a pool of platform threads.
   *
   * @param name what their names begin with
   * @param threads the most threads
   * @param queue the most pieces of work that wait for one
   * @return the threads, to be closed
   */
  public static Workers pool(String name, int threads, int queue) {
    long keepAlive = TimeUnit.SECONDS.toNanos(KEEP_ALIVE_SECONDS);
    return new Workers(new WarmPool(threads, queue, keepAlive, named(name)));
  }

  /**
   * Runs work on one of the threads.
   *
   * @param work what is to be done
   * @throws RejectedExecutionException if there is none and too much waits already
   */
  @Override
  public void execute(Runnable work) {
    executor.execute(work);
  }

  /**
   * Takes no more work, and waits for what there is, for a limited time; then closes itself.
   *
   * @param nanos how long
   */
  public void finish(long nanos) {
    executor.shutdown();
    try {
      if (executor.awaitTermination(nanos, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Interrupts what still runs and does not wait for it. */
  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + count.incrementAndGet());
      thread.setDaemon(true);
      // Not that of the plugin that may be at work in the thread that makes this one.
      thread.setContextClassLoader(Workers.class.getClassLoader());
      return thread;
    };
  }
}
