/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads for filters that block. Each goes on only until its filter pauses, waits for an answer or
 * is done, and the run of the model waits for that, so that nothing depends on who is quicker.
 */
final class ModelThreads {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
  private static final ThreadLocal<@Nullable Worker> CURRENT = new ThreadLocal<>();
  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "model-worker");
            thread.setDaemon(true);
            return thread;
          });

  private final List<Worker> workers = new ArrayList<>();

  /** A thread at work. */
  private static final class Worker implements Runnable {
    private final Runnable task;
    private final Semaphore paused = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile boolean pauses;
    private volatile boolean done;
    private volatile @Nullable BooleanSupplier hasAnswer;

    private Worker(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      thread = Thread.currentThread();
      CURRENT.set(this);
      try {
        task.run();
      } finally {
        CURRENT.remove();
        done = true;
      }
    }

    /** Whether it certainly does nothing before something else happens. */
    private boolean isQuiet() {
      BooleanSupplier answered = hasAnswer;
      Thread running = thread;
      return done || pauses || (answered != null && running != null && waits(running, answered));
    }

    private static boolean waits(Thread running, BooleanSupplier answered) {
      Thread.State state = running.getState();
      return (state == Thread.State.TIMED_WAITING || state == Thread.State.WAITING)
          && !running.isInterrupted()
          && !answered.getAsBoolean();
    }
  }

  /** Starts work on a thread of its own. */
  void start(Runnable task) {
    Worker worker = new Worker(task);
    workers.add(worker);
    POOL.execute(worker);
  }

  /** Pauses the current thread until it is resumed; not even an interrupt ends that. */
  static void pause() {
    Worker worker = CURRENT.get();
    if (worker != null) {
      worker.pauses = true;
      worker.paused.acquireUninterruptibly();
    }
  }

  /**
   * Says that the current thread is about to wait for an answer.
   *
   * @param isThere whether it is there, so that the thread is going to go on
   */
  static void asks(BooleanSupplier isThere) {
    Worker worker = CURRENT.get();
    if (worker != null) {
      worker.hasAnswer = isThere;
    }
  }

  /** Says that the current thread waits no more. */
  static void asked() {
    Worker worker = CURRENT.get();
    if (worker != null) {
      worker.hasAnswer = null;
    }
  }

  /** Has one of those that pause go on; false if there is none. */
  boolean resume(int which) {
    List<Worker> pausing = workers.stream().filter(each -> each.pauses).toList();
    if (pausing.isEmpty()) {
      return false;
    }
    Worker worker = pausing.get(which % pausing.size());
    worker.pauses = false;
    worker.paused.release();
    return true;
  }

  /** Waits until none of them goes on by itself. */
  void awaitQuiet() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    for (Worker worker : workers) {
      while (!worker.isQuiet()) {
        assertThat(System.nanoTime() - end).as("a filter's thread goes on and on").isNegative();
        Thread.onSpinWait();
      }
    }
    workers.removeIf(worker -> worker.done);
  }

  boolean isEmpty() {
    return workers.isEmpty();
  }
}
