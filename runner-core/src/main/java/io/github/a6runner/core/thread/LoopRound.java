/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One round of an event loop: it reads what has come in on all of its connections, and then does
 * what it was told to do. What it leaves to the end of the round is done once for all that came in.
 */
public final class LoopRound {
  private static final FastThreadLocal<LoopRound> OF_THREAD = new FastThreadLocal<>();

  /** What leaves together is worth its wait; more of it is not worth much more. */
  private static final int MOST_GATHERED = 16;

  private static final long LONGEST_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final Left atEnd;
  private final Left gathered;
  private long gatheringSince;
  private boolean inFilter;

  private LoopRound(EventLoop loop) {
    this.atEnd = new Left(loop);
    this.gathered = new Left(loop);
  }

  /** Tells the thread of an event loop, which calls this, that it is one. */
  static void begin(EventLoop loop) {
    OF_THREAD.set(new LoopRound(loop));
  }

  /**
   * Does something once at the end of the round that the thread is in, however often it was left to
   * it, and before anything that may take long; at once if the thread is not that of an event loop,
   * or of one that is ending.
   */
  static void atEnd(Runnable what) {
    LoopRound round = OF_THREAD.getIfExists();
    if (round == null || round.atEnd.isEnding()) {
      what.run();
    } else {
      round.atEnd.leave(what);
    }
  }

  /**
   * Does something that is cheaper done together with its like: at the end of the round that the
   * thread is in, when 16 have gathered, or before a filter when the first has waited for 0.1 ms;
   * at once if the thread is not that of an event loop, or of one that is ending.
   *
   * @param what is done once, however often it was left to the round
   * @param nanoTime the clock
   */
  public static void gather(Runnable what, LongSupplier nanoTime) {
    LoopRound round = OF_THREAD.getIfExists();
    if (round == null || round.inFilter || round.gathered.isEnding()) {
      what.run();
    } else {
      round.add(what, nanoTime);
    }
  }

  /**
   * A filter is about to run on the thread, which may take long: does what was left to the end of
   * the round, and what has gathered if that has waited for long.
   *
   * @param nanoTime the clock
   * @return the time at which the filter may run
   */
  public static long enterFilter(LongSupplier nanoTime) {
    long now = nanoTime.getAsLong();
    LoopRound round = OF_THREAD.getIfExists();
    return round == null ? now : round.enter(now, nanoTime);
  }

  private long enter(long now, LongSupplier nanoTime) {
    boolean gatheredLong = !gathered.isEmpty() && now - gatheringSince >= LONGEST_NANOS;
    boolean late = gatheredLong || !atEnd.isEmpty();
    atEnd.end();
    if (gatheredLong) {
      gathered.end();
    }
    inFilter = true;
    return late ? nanoTime.getAsLong() : now;
  }

  /** The filter has returned. */
  public static void leaveFilter() {
    LoopRound round = OF_THREAD.getIfExists();
    if (round != null) {
      round.inFilter = false;
    }
  }

  private void add(Runnable what, LongSupplier nanoTime) {
    if (gathered.isEmpty()) {
      gatheringSince = nanoTime.getAsLong();
    }
    gathered.leave(what);
    if (gathered.size() >= MOST_GATHERED) {
      gathered.end();
    }
  }

  /** What is left to the end of a round. */
  private static final class Left {
    private final EventLoop loop;
    private final Queue<Runnable> left = new ArrayDeque<>();

    Left(EventLoop loop) {
      this.loop = loop;
    }

    boolean isEnding() {
      return loop.isShuttingDown();
    }

    boolean isEmpty() {
      return left.isEmpty();
    }

    int size() {
      return left.size();
    }

    void leave(Runnable what) {
      if (left.isEmpty()) {
        loop.execute(this::end);
        left.add(what);
      } else if (!left.contains(what)) {
        left.add(what);
      }
    }

    /** What fails keeps nothing else from being done. */
    void end() {
      try {
        for (Runnable what = left.poll(); what != null; what = left.poll()) {
          what.run();
        }
      } finally {
        if (!left.isEmpty()) {
          loop.execute(this::end);
        }
      }
    }
  }
}
