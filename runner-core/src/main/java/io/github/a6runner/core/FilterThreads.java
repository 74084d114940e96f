/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.thread.Workers;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Gives filters threads on which they may block, so that none of them takes all ({@link
 * SharedThreads}). Where threads cost nothing each piece of work gets one, and a filter that would
 * keep the processors busy is kept to {@link OwnThreads}. Thread-safe.
 */
final class FilterThreads implements AutoCloseable {
  private final SharedThreads shared;
  private final @Nullable Unlimited unlimited;

  private volatile boolean crowded;

  private FilterThreads(SharedThreads shared, @Nullable Unlimited unlimited) {
    this.shared = shared;
    this.unlimited = unlimited;
  }

  /** Threads for everything; the shared ones are then for the time in which they do not get on. */
  private record Unlimited(Executor executor, Workers spare) {}

  /**
   * Makes them of an executor that has a thread for everything, and of a pool for when virtual ones
   * have to wait.
   *
   * @param executor has a thread for everything
   * @param threads how many threads the pool has at most
   * @param places how many pieces of work may wait for one of the pool
   */
  static FilterThreads unlimited(Executor executor, int threads, int places) {
    // What waits for one waits in SharedThreads; here as many at most as are about to be done.
    Workers spare = Workers.pool("a6-spare-", threads, threads);
    return new FilterThreads(
        new SharedThreads(spare, threads, places), new Unlimited(executor, spare));
  }

  /**
   * Shares the threads of an executor.
   *
   * @param executor has at least that many threads
   * @param threads how many to use
   * @param places how many pieces of work may wait for one
   */
  static FilterThreads sharing(Executor executor, int threads, int places) {
    return new FilterThreads(new SharedThreads(executor, threads, places), null);
  }

  /**
   * Whether virtual threads have to wait for filters that keep their carriers: then a pool is used.
   */
  void crowded(boolean value) {
    crowded = value;
  }

  /**
   * Runs work of a filter, now or when there is a thread for it, or refuses it. True if it may have
   * to wait for a carrier, from which it can be rescued.
   */
  boolean run(FilterWatch filter, FilterWork work) {
    if (unlimited == null || crowded || filter.isHog()) {
      shared.run(filter, work);
      return false;
    }
    start(unlimited.executor(), filter, work);
    return true;
  }

  private void start(Executor executor, FilterWatch filter, FilterWork work) {
    try {
      executor.execute(() -> shared.own().perform(Seat.unshared(filter), work));
    } catch (RejectedExecutionException e) {
      shared.run(filter, work); // which refuses it if there is no thread there, too
    }
  }

  /** Has work that waits for a carrier done on a thread of the pool; its first run counts. */
  void rescue(FilterWatch filter, FilterWork work) {
    if (unlimited != null) {
      shared.run(filter, work);
    }
  }

  /** Forgets work of a filter that waits, if it does. */
  void forget(FilterWatch filter, FilterWork work) {
    shared.forget(filter, work);
  }

  /** How many pieces of work wait for a thread. */
  int queued() {
    return shared.queued();
  }

  /** Interrupts what runs on the pool for crowded times. */
  @Override
  public void close() {
    if (unlimited != null) {
      unlimited.spare().close();
    }
  }
}
