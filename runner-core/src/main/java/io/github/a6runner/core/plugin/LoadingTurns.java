/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls into plugins that are being loaded. One that hangs keeps all other plugins from being
 * loaded, and a runner that starts from listening: it is named in the log, at growing intervals,
 * and interrupted. A thread looks at them once a second as long as there are any. Thread-safe.
 */
final class LoadingTurns {
  private static final Logger logger = LoggerFactory.getLogger(LoadingTurns.class);

  /** How long one may take before it is named. */
  static final long NAMED_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How long one may take before it is interrupted; what a filter connects to gives up sooner. */
  static final long INTERRUPTED_AFTER_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final boolean interrupts;
  private final LongSupplier nanoTime;
  private final ThreadFactory threads;
  private final Set<Turn> underWay = new HashSet<>(); // guarded by this
  private boolean watched; // guarded by this

  /**
   * Makes it empty.
   *
   * @param interrupts false for a debugger, where what takes long is only named
   * @param nanoTime the clock
   * @param threads makes the thread that looks, whenever there is something to look at
   */
  LoadingTurns(boolean interrupts, LongSupplier nanoTime, ThreadFactory threads) {
    this.interrupts = interrupts;
    this.nanoTime = nanoTime;
    this.threads = threads;
  }

  /** Makes it for this system. */
  static LoadingTurns ofSystem(boolean interrupts) {
    return new LoadingTurns(
        interrupts, System::nanoTime, new DefaultThreadFactory("a6-plugins-watch", true));
  }

  /**
   * Begins a turn on the current thread, to be closed on it.
   *
   * @param what what is done, for the log
   */
  Turn begin(String what) {
    Turn turn = new Turn(what, Thread.currentThread(), nanoTime.getAsLong());
    synchronized (this) {
      underWay.add(turn);
      if (!watched) {
        watched = startWatching();
      }
    }
    return turn;
  }

  private boolean startWatching() {
    try {
      threads.newThread(this::watch).start();
      return true;
    } catch (OutOfMemoryError e) {
      logger.debug("plugins: loaded unwatched, since the system has no thread for that", e);
      return false;
    }
  }

  private void watch() {
    while (isToBeWatched()) {
      check();
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  private synchronized boolean isToBeWatched() {
    watched = !underWay.isEmpty();
    return watched;
  }

  private synchronized List<Turn> underWay() {
    return List.copyOf(underWay);
  }

  private synchronized void remove(Turn turn) {
    underWay.remove(turn);
  }

  /** Looks at each once; names and interrupts those that are due. */
  void check() {
    long now = nanoTime.getAsLong();
    underWay().forEach(turn -> turn.check(now));
  }

  /** One call into a plugin. */
  final class Turn implements AutoCloseable {
    private final String what;
    private final Thread thread;
    private final long startNanos;
    private long reportAfterNanos = NAMED_AFTER_NANOS; // this and what follows guarded by this
    private boolean interrupted;
    private boolean closed;

    private Turn(String what, Thread thread, long startNanos) {
      this.what = what;
      this.thread = thread;
      this.startNanos = startNanos;
    }

    @Override
    public void close() {
      remove(this);
      synchronized (this) {
        closed = true;
        if (interrupted) {
          Thread.interrupted(); // it was for the plugin, and the thread goes on to the next
        }
      }
    }

    private synchronized void check(long now) {
      long lasted = now - startNanos;
      if (closed || lasted < reportAfterNanos) {
        return;
      }
      boolean interrupt = interrupts && !interrupted && lasted >= INTERRUPTED_AFTER_NANOS;
      report(lasted, interrupt);
      reportAfterNanos = Math.max(INTERRUPTED_AFTER_NANOS, 2 * reportAfterNanos);
      if (interrupt) {
        interrupted = true;
        thread.interrupt();
      }
    }

    private void report(long lasted, boolean interrupt) {
      String state = interrupted ? " and does not react to its interrupt" : "";
      logger.error(
          "{} has taken {} s{} (expected: a quick return); until it returns no plugin is loaded, and"
              + " a runner that starts does not listen",
          what,
          TimeUnit.NANOSECONDS.toSeconds(lasted),
          interrupt ? " and is interrupted" : state,
          stack());
    }

    private Throwable stack() {
      Throwable stack = new Throwable("thread " + thread.getName() + ", " + thread.getState());
      stack.setStackTrace(thread.getStackTrace());
      return stack;
    }
  }
}
