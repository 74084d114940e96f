/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which filters may block: a bounded pool, and where the JVM has virtual threads
 * that {@code synchronized} does not pin (24 and newer), one of those for each piece of work that
 * finds all threads of the pool taken. The pool comes first since it costs less to have short work
 * done by a thread that is awake than to start one for it.
 */
public final class Workers implements Executor, AutoCloseable {
  /** The first version of the JVM whose virtual threads are used. */
  public static final int FIRST_WITHOUT_PINNING = 24;

  /** Whether there is a thread for each piece of work, however much there is. */
  public static final boolean ARE_UNLIMITED = Runtime.version().feature() >= FIRST_WITHOUT_PINNING;

  /** Before virtual threads: calls that one round of an event loop brings find room, as a rule. */
  public static final int MOST_BEFORE_VIRTUAL = 64;

  private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final WarmPool pool;
  private final @Nullable ExecutorService virtual;

  private Workers(WarmPool pool, @Nullable ExecutorService virtual) {
    this.pool = pool;
    this.virtual = virtual;
  }

  /** Makes them of a pool and of what has a thread for each piece of work beyond it. */
  static Workers of(int threads, ThreadFactory factory, ExecutorService beyond) {
    return new Workers(new WarmPool(threads, KEEP_ALIVE_NANOS, factory, beyond), beyond);
  }

  /**
   * Makes the threads for calls.
   *
   * @param threads the most threads of a pool
   * @param queue the most pieces of work that wait for a thread of a pool, where there are no
   *     others
   * @return the threads, to be closed
   */
  public static Workers forCalls(int threads, int queue) {
    return ARE_UNLIMITED
        ? of(
            Math.min(threads, MOST_BEFORE_VIRTUAL),
            named("a6-call-"),
            VirtualThreads.executor("a6-virtual-"))
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
    return new Workers(new WarmPool(threads, queue, KEEP_ALIVE_NANOS, named(name)), null);
  }

  /**
   * Runs work on one of the threads. On the thread of an event loop it begins when the loop has
   * read all that has come in.
   *
   * @param work what is to be done
   * @throws RejectedExecutionException if there is none and too much waits already
   */
  @Override
  public void execute(Runnable work) {
    pool.execute(work);
  }

  /**
   * Tells of what carries the virtual threads.
   *
   * @param nanoTime the clock
   * @return the carriers, if there are virtual threads among these
   */
  public Optional<Carriers> carriers(LongSupplier nanoTime) {
    return Optional.ofNullable(virtual).map(executor -> new Carriers(executor, nanoTime));
  }

  /**
   * Takes no more work, and waits for what there is, for a limited time; then closes itself.
   *
   * @param nanos how long
   */
  public void finish(long nanos) {
    long until = System.nanoTime() + nanos;
    executors().forEach(ExecutorService::shutdown);
    try {
      for (ExecutorService executor : executors()) {
        if (!executor.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          close();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  /** Interrupts what still runs and does not wait for it. */
  @Override
  public void close() {
    executors().forEach(ExecutorService::shutdownNow);
  }

  private List<ExecutorService> executors() {
    return virtual == null ? List.of(pool) : List.of(pool, virtual);
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
