/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.a6runner.core.plugin.LoadedFilter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of {@code configure} under way. A filter that hangs there must neither take the threads
 * of all others nor go unnamed. Thread-safe.
 */
final class ConfigureTurns {
  private static final Logger logger = LoggerFactory.getLogger(ConfigureTurns.class);

  /** How many configurations of one filter are made at one time. */
  static final int MOST_OF_A_FILTER = 8;

  /**
   * How many are under way when no more of a filter's name begin: what takes its place has places
   * of its own, and one that hangs however often it is replaced would take the threads of all.
   */
  static final int MANY_OF_A_NAME = 3 * MOST_OF_A_FILTER;

  /**
   * How long a turn is waited for while none ends: after a change of plugins many confs of one
   * filter are made, and most filters take no time. Who comes when none has ended for so long does
   * not wait at all, so that a filter that hangs on a thousand routes holds up others but once.
   */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /**
   * By the filter itself, and not by its name: what takes the place of one that hangs begins anew.
   * One that is replaced is not held for its places.
   */
  private final LoadingCache<LoadedFilter, Places> places;

  private final Set<Turn> underWay = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanoTime;

  ConfigureTurns(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.places =
        Caffeine.newBuilder()
            .weakKeys() // which are told apart by identity
            .executor(Runnable::run)
            .build(filter -> new Places(nanoTime));
  }

  /**
   * Begins a turn on the current thread, to be closed on it.
   *
   * @throws IllegalStateException if too many configurations of the filter stay under way
   * @throws InterruptedException if the thread is interrupted
   */
  Turn begin(LoadedFilter filter) throws InterruptedException {
    if (underWay(filter.name()) >= MANY_OF_A_NAME) {
      throw busy(MANY_OF_A_NAME);
    }
    Places places = this.places.get(filter);
    if (!places.tryTake()) {
      throw busy(MOST_OF_A_FILTER);
    }
    Turn turn = new Turn(filter.name(), places, Thread.currentThread(), nanoTime.getAsLong());
    underWay.add(turn);
    return turn;
  }

  private long underWay(String name) {
    return underWay.stream().filter(turn -> turn.filter.equals(name)).count();
  }

  private static IllegalStateException busy(int others) {
    return new IllegalStateException(
        "configure: already busy with %d others (expected: that it returns)".formatted(others));
  }

  /** The places for configurations of one filter. */
  private static final class Places {
    private final Semaphore free = new Semaphore(MOST_OF_A_FILTER);
    private final LongSupplier nanoTime;
    private volatile long lastChangeNanos;

    Places(LongSupplier nanoTime) {
      this.nanoTime = nanoTime;
      this.lastChangeNanos = nanoTime.getAsLong();
    }

    /** Takes a place, after a wait if others come and go meanwhile. */
    boolean tryTake() throws InterruptedException {
      boolean taken = free.tryAcquire();
      while (!taken && nanoTime.getAsLong() - lastChangeNanos < PATIENCE_NANOS) {
        taken = free.tryAcquire(STEP_NANOS, TimeUnit.NANOSECONDS);
      }
      if (taken) {
        lastChangeNanos = nanoTime.getAsLong();
      }
      return taken;
    }

    void giveBack() {
      lastChangeNanos = nanoTime.getAsLong();
      free.release();
    }
  }

  /** Interrupts, once, what takes longer than a limit, and names it in the log. */
  void interruptOverdue(long limitNanos) {
    long now = nanoTime.getAsLong();
    for (Turn turn : underWay) {
      if (now - turn.startNanos >= limitNanos && turn.interrupt()) {
        logger.error(
            "filter {}: its configure has taken {} s and is interrupted (expected: a quick return)",
            turn.filter,
            TimeUnit.NANOSECONDS.toSeconds(now - turn.startNanos));
      }
    }
  }

  /** One call of {@code configure}. */
  final class Turn implements AutoCloseable {
    private final String filter;
    private final Places places;
    private final Thread thread;
    private final long startNanos;
    private boolean interrupted; // guarded by this
    private boolean closed; // guarded by this

    private Turn(String filter, Places places, Thread thread, long startNanos) {
      this.filter = filter;
      this.places = places;
      this.thread = thread;
      this.startNanos = startNanos;
    }

    @Override
    public void close() {
      underWay.remove(this);
      places.giveBack();
      synchronized (this) {
        closed = true;
        Thread.interrupted(); // the thread is another's from here on
      }
    }

    private synchronized boolean interrupt() {
      if (closed || interrupted) {
        return false;
      }
      interrupted = true;
      thread.interrupt();
      return true;
    }
  }
}
