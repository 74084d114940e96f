/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded pool that gets along with few threads while work is short, and has one for each piece
 * of work while it waits. The thread that became idle last goes on first, since its memory is still
 * in the processor's caches, and one is woken at a time: before it works it wakes the next if
 * something is left to do. An event loop wakes it when it has read all that came in at once ({@link
 * LoopRound}). Thread-safe. Whoever makes it shuts it down.
 */
final class WarmPool extends AbstractExecutorService {
  private static final Logger logger = LoggerFactory.getLogger(WarmPool.class);

  private final int threads;
  private final long limit;
  private final long keepAliveNanos;
  private final ThreadFactory factory;
  private final @Nullable Executor beyond;
  private final Runnable wake = this::wake;

  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final Deque<Worker> idle = new ConcurrentLinkedDeque<>();
  private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
  private final AtomicLong unfinished = new AtomicLong();
  private final AtomicBoolean waking = new AtomicBoolean();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private volatile boolean ending;
  private volatile boolean stopping;

  /**
   * Makes a pool without a thread, in which work may wait for one.
   *
   * @param threads the most threads
   * @param places the most pieces of work that wait for a thread
   * @param keepAliveNanos how long a thread stays that has nothing to do
   * @param factory makes the threads
   */
  WarmPool(int threads, int places, long keepAliveNanos, ThreadFactory factory) {
    this((long) threads + places, threads, keepAliveNanos, factory, null);
  }

  /**
   * Makes a pool without a thread, and another executor, which does what would have to wait.
   *
   * @param threads the most threads
   * @param keepAliveNanos how long a thread stays that has nothing to do
   * @param factory makes the threads
   * @param beyond has a thread for each piece of work
   */
  WarmPool(int threads, long keepAliveNanos, ThreadFactory factory, Executor beyond) {
    this(threads, threads, keepAliveNanos, factory, beyond);
  }

  private WarmPool(
      long limit,
      int threads,
      long keepAliveNanos,
      ThreadFactory factory,
      @Nullable Executor beyond) {
    this.limit = limit;
    this.threads = threads;
    this.keepAliveNanos = keepAliveNanos;
    this.factory = factory;
    this.beyond = beyond;
  }

  @Override
  public void execute(Runnable work) {
    if (enqueue(work)) {
      wakeOrTakeBack(work);
      return;
    }
    if (workers.isEmpty()) {
      wake(); // what is in all places found no thread, and nothing else comes that would look
    }
    if (beyond != null && !ending) {
      handOn(beyond, work);
    } else {
      throw new RejectedExecutionException(work + ": refused (expected: a free place in the pool)");
    }
  }

  private boolean enqueue(Runnable work) {
    if (unfinished.incrementAndGet() > limit || ending) {
      unfinished.decrementAndGet();
      return false;
    }
    queue.add(work);
    return !ending || !isTakenBack(work);
  }

  /** Takes back what nobody has begun. */
  private boolean isTakenBack(Runnable work) {
    if (!queue.remove(work)) {
      return false;
    }
    unfinished.decrementAndGet();
    endIfDone(); // who looked meanwhile saw this work
    return true;
  }

  /** Who is told that something has failed must not find it done in spite of that. */
  private void wakeOrTakeBack(Runnable work) {
    try {
      LoopRound.atEnd(wake);
    } catch (Throwable e) {
      if (isTakenBack(work)) {
        throw e;
      }
      logger.debug("{}: begun in spite of a failure", work, e);
    }
  }

  /** Has what is in the queue done. */
  private void wake() {
    if (!wakeOne() && beyond != null) {
      for (Runnable work = queue.poll(); work != null; work = queue.poll()) {
        if (!isTaken(beyond, work)) {
          return;
        }
      }
    }
  }

  /** The same on a thread of this pool, which goes on whatever fails. */
  private void wakeOnward() {
    try {
      wake();
    } catch (Throwable e) {
      report(e);
    }
  }

  /** Hands work on that is not in the queue any more; false if it is there again. */
  private boolean isTaken(Executor other, Runnable work) {
    boolean taken = false;
    try {
      handOn(other, work);
      taken = true;
      unfinished.decrementAndGet();
    } catch (RejectedExecutionException e) {
      logger.debug("{}: waits for a thread that is at work", work, e);
    } finally {
      if (!taken) {
        queue.add(work); // what is at work here comes by
      }
    }
    return taken;
  }

  private static void handOn(Executor other, Runnable work) {
    try {
      other.execute(work);
    } catch (OutOfMemoryError e) {
      throw new RejectedExecutionException(work + ": no thread (expected: one that starts)", e);
    }
  }

  private static void report(Throwable failure) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    } catch (Throwable e) {
      // There is nobody left to tell, and work to be done.
    }
  }

  /**
   * Wakes a thread, or makes one, unless one is on its way already, which will look for more. False
   * if one is wanted and the system has no more.
   */
  private boolean wakeOne() {
    while (!queue.isEmpty() && waking.compareAndSet(false, true)) {
      boolean mayGrow = workers.size() < threads;
      if (sendOne(mayGrow)) {
        return true;
      }
      // Whoever becomes idle, or leaves, from here on looks for work once more.
      if (idle.isEmpty() && (mayGrow || workers.size() >= threads)) {
        return !mayGrow;
      }
    }
    return true;
  }

  /** Has a thread come, and it is the one on its way from then on; false if there is none. */
  private boolean sendOne(boolean mayGrow) {
    boolean comes = false;
    try {
      Worker next = idle.poll();
      if (next != null) {
        next.wanted = true; // before all that could fail: it rests no more, and is in nobody's list
        LockSupport.unpark(next.thread);
        comes = true;
      } else {
        comes = mayGrow && startOne();
      }
      return comes;
    } finally {
      if (!comes) {
        waking.set(false);
      }
    }
  }

  /** False if the system has no more threads: those that are there, or come later, do the work. */
  private boolean startOne() {
    Worker worker = new Worker();
    boolean started = false;
    workers.add(worker);
    try {
      worker.thread.start();
      started = true;
    } catch (OutOfMemoryError e) {
      logger.debug("{}: not started", worker.thread.getName(), e);
    } finally {
      if (!started) {
        workers.remove(worker);
      }
    }
    return started;
  }

  @Override
  public void shutdown() {
    ending = true;
    wake(); // whoever was to do it may come later
    workers.forEach(worker -> LockSupport.unpark(worker.thread));
    endIfDone();
  }

  @Override
  public List<Runnable> shutdownNow() {
    ending = true;
    stopping = true;
    List<Runnable> left = new ArrayList<>();
    for (Runnable work = queue.poll(); work != null; work = queue.poll()) {
      left.add(work);
    }
    shutdown();
    workers.forEach(worker -> worker.thread.interrupt());
    return left;
  }

  private void endIfDone() {
    if (ending && workers.isEmpty() && queue.isEmpty()) {
      terminated.countDown();
    }
  }

  @Override
  public boolean isShutdown() {
    return ending;
  }

  @Override
  public boolean isTerminated() {
    return terminated.getCount() == 0;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return terminated.await(timeout, unit);
  }

  /** A thread with its loop. */
  private final class Worker {
    private final Thread thread = factory.newThread(this::run);
    private volatile boolean wanted;

    private void run() {
      try {
        do {
          workOff();
        } while (isWantedAgain());
      } finally {
        workers.remove(this);
        wakeOnward(); // for work that came when this one could not be seen to be idle any more
        endIfDone();
      }
    }

    /** Has been woken: takes work, and has the next woken before it does it. */
    private void workOff() {
      Runnable work = queue.poll();
      waking.set(false);
      wakeOnward();
      while (work != null) {
        perform(work);
        work = queue.poll();
      }
    }

    private void perform(Runnable work) {
      try {
        work.run();
      } catch (Throwable e) {
        report(e);
      } finally {
        unfinished.decrementAndGet();
        if (!stopping) {
          Thread.interrupted(); // was meant for the work, not for the next
        }
      }
    }

    /** Waits; false if nothing was to do for long, or the pool is ending. */
    private boolean isWantedAgain() {
      wanted = false;
      idle.push(this);
      wakeOnward(); // for work that came between the last look and here
      long until = System.nanoTime() + keepAliveNanos;
      while (!wanted) {
        long left = until - System.nanoTime();
        if ((ending || left <= 0) && idle.remove(this)) {
          return false;
        }
        LockSupport.parkNanos(WarmPool.this, left);
        Thread.interrupted(); // or it would not wait again
      }
      return true;
    }
  }
}
