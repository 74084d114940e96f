/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.log.SparseLog;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.event.Level;

/**
 * Threads that filters hold although nobody waits for them any more and they were interrupted, or
 * will be when their time is over. They are named with their stack, after a second, half a minute
 * and then at intervals that double, until they end. Thread-safe, but {@link #check} is for the
 * watchdog's thread.
 */
final class StuckThreads {
  /** How long a filter may take to react to its interrupt. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long SECOND_REPORT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int MOST_FRAMES = 40;
  private static final Set<String> OWN =
      Set.of(PluginCall.class.getName(), Continuation.class.getName());

  private final SparseLog log;
  private final LongSupplier nanoTime;
  private final Queue<Held> held = new ConcurrentLinkedQueue<>();

  /**
   * Makes it empty.
   *
   * @param log where they are named
   * @param nanoTime the clock
   */
  StuckThreads(SparseLog log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** A thread that a filter held when it was interrupted. */
  private static final class Held {
    private final AtWork code;
    private final FilterTurn turn;
    private final Thread thread;
    private final long sinceNanos;
    private boolean interrupted;
    private long reportAfterNanos = PATIENCE_NANOS;

    Held(AtWork code, Thread thread, long sinceNanos, boolean interrupted) {
      this.code = code;
      this.turn = code.turn();
      this.thread = thread;
      this.sinceNanos = sinceNanos;
      this.interrupted = interrupted;
    }

    boolean isStuck() {
      return reportAfterNanos > PATIENCE_NANOS;
    }
  }

  /** The stack of a thread down to where the runner has called the filter, to be logged. */
  static Throwable stackOf(Thread thread) {
    return new Stack(thread);
  }

  /** The stack of a thread, in the shape that logs can print. */
  private static final class Stack extends Throwable {
    private static final long serialVersionUID = 1L;

    Stack(Thread thread) {
      super("thread " + thread.getName() + ", " + thread.getState());
      setStackTrace(trimmed(thread.getStackTrace()));
    }

    /** Without the frames of the runner itself at the end, and not longer than is useful. */
    private static StackTraceElement[] trimmed(StackTraceElement[] frames) {
      int end = 0;
      while (end < Math.min(frames.length, MOST_FRAMES)
          && !OWN.contains(frames[end].getClassName())) {
        end++;
      }
      return Arrays.copyOf(frames, end);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Watches a thread that has just been interrupted. */
  void interrupted(AtWork code, Thread thread) {
    held.add(new Held(code, thread, nanoTime.getAsLong(), true));
  }

  /** Watches a thread on which a filter goes on although nothing waits for it, to interrupt it. */
  void goesOn(AtWork code, Thread thread, long untilNanos) {
    long patient = nanoTime.getAsLong() + PATIENCE_NANOS;
    long until = untilNanos - patient > 0 ? untilNanos : patient;
    held.add(new Held(code, thread, until, false));
  }

  /** Shows all code that holds one of them. */
  void forEach(Consumer<AtWork> action) {
    held.forEach(each -> action.accept(each.code));
  }

  /** Looks at each once; names those that are due, and those that have ended. */
  void check() {
    long now = nanoTime.getAsLong();
    for (Iterator<Held> all = held.iterator(); all.hasNext(); ) {
      Held each = all.next();
      if (!each.code.holds(each.thread)) {
        all.remove();
        ended(each, now);
      } else if (!each.interrupted && now - each.sinceNanos >= 0) {
        each.interrupted = true;
        each.code.interrupt(each.thread);
      } else if (now - each.sinceNanos >= each.reportAfterNanos) {
        report(each, now);
      }
    }
  }

  private void report(Held each, long now) {
    String filter = each.turn.filterName();
    if (!each.isStuck()) {
      each.turn.watch().stuck(1);
    }
    long lasted = now - each.sinceNanos;
    each.reportAfterNanos = Math.max(SECOND_REPORT_NANOS, 2 * each.reportAfterNanos);
    log.say(
        Level.ERROR,
        "threads that filter " + filter + " holds and that do not react to their interrupt",
        () ->
            ("filter %s: holds thread %s on call %d, interrupted %d s ago, and does not react to its"
                    + " interrupt (expected: that it ends); it holds %d such threads")
                .formatted(
                    filter,
                    each.thread.getName(),
                    each.turn.callId(),
                    TimeUnit.NANOSECONDS.toSeconds(lasted),
                    each.turn.watch().stuck()),
        new Stack(each.thread));
  }

  private void ended(Held each, long now) {
    if (!each.isStuck()) {
      return;
    }
    each.turn.watch().stuck(-1);
    String filter = each.turn.filterName();
    log.say(
        Level.WARN,
        "threads that filter " + filter + " has let go of late",
        () ->
            "filter %s: has let go of thread %s, %d s after its interrupt on call %d; it holds %d more"
                .formatted(
                    filter,
                    each.thread.getName(),
                    TimeUnit.NANOSECONDS.toSeconds(now - each.sinceNanos),
                    each.turn.callId(),
                    each.turn.watch().stuck()));
  }
}
