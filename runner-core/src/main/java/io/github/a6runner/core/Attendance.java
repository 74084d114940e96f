/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a turn counts as work of its filter: from when it is let in until it has ended, the
 * filter is off its threads, and all of its code that goes on with answers of APISIX is through.
 * Thread-safe; who has its monitor holds all of that still.
 */
final class Attendance {
  private final FilterWatch watch;
  private final TurnThreads threads = new TurnThreads(); // guarded by this, mostly
  private @Nullable List<Continuation<?>> code; // guarded by this; most filters have none
  private Runnable onThrough = () -> {}; // guarded by this
  private boolean counted; // guarded by this
  private boolean ended; // guarded by this

  /**
   * Makes that of a turn that does not count yet.
   *
   * @param watch where the filter's work is counted
   */
  Attendance(FilterWatch watch) {
    this.watch = watch;
  }

  /**
   * Has the filter count as at work; the cause if it may not be now. To be called once, before it
   * runs anywhere but on the connection's thread.
   */
  @Nullable Cause enter() {
    Cause refusal = watch.enter();
    if (refusal == null) {
      synchronized (this) {
        counted = true;
        leaveIfDone();
      }
    }
    return refusal;
  }

  /** The filter is about to be called on this thread, which is its connection's. */
  synchronized void enterLoop(long nowNanos) {
    threads.enterLoop(nowNanos);
  }

  /** The filter has returned from there. */
  void leaveLoop() {
    Runnable afterwards;
    synchronized (this) {
      afterwards = threads.leaveLoop();
      leaveIfDone();
    }
    afterwards.run();
  }

  /**
   * The filter is about to be called on this thread, which is a worker's.
   *
   * @param record is told in the same moment, so that who ends the turn knows
   * @return false if it is not to be called, since the turn has ended
   */
  synchronized boolean enterWorker(TurnRecord record) {
    if (!ended) {
      record.begin();
      threads.enterWorker();
    }
    return !ended;
  }

  /** The filter has returned from there. */
  void leaveWorker() {
    Runnable afterwards;
    synchronized (this) {
      afterwards = threads.leaveWorker();
      leaveIfDone();
    }
    afterwards.run();
  }

  /**
   * Counts in code of the filter that is to go on with an answer; why not, if it may not. The
   * filter counts as at work until the code is through, whatever ends before.
   *
   * @param hold takes hold of what the code needs, and gives back how to let go of it
   */
  synchronized @Nullable String expect(Continuation<?> added, Supplier<Runnable> hold) {
    if (ended) {
      return "asked too late (expected: before the filter has decided)";
    }
    Cause refusal = counted ? null : enter();
    if (refusal != null) {
      return watch.name() + " may not go on: " + refusal.label();
    }
    List<Continuation<?>> list = code;
    if (list == null) {
      list = new ArrayList<>(1);
      code = list;
    }
    if (list.isEmpty()) {
      onThrough = hold.get();
    }
    list.add(added);
    return null;
  }

  /** Code that was counted in is through, or will not run. */
  void forget(Continuation<?> through) {
    Runnable letGo = () -> {};
    synchronized (this) {
      if (code != null && code.remove(through) && code.isEmpty()) {
        letGo = onThrough;
      }
      leaveIfDone();
    }
    letGo.run();
  }

  /** The code that is counted in, as it is now. */
  synchronized List<Continuation<?>> code() {
    return code == null ? List.of() : List.copyOf(code);
  }

  /**
   * The turn ends; false if it had ended before.
   *
   * @param endNanos how long the filter could have gone on
   */
  synchronized boolean end(long endNanos) {
    boolean open = !ended;
    ended = true;
    if (open && code != null) {
      code.forEach(each -> each.turnEnded(endNanos));
    }
    leaveIfDone();
    return open;
  }

  /**
   * The turn ends, and nobody waits for the filter.
   *
   * @param interrupt is given the worker's thread that the filter holds, if it holds one
   * @param afterwards to be done when the filter is off its thread
   * @return what is to be done at once, without a lock; empty if the turn had ended before
   */
  synchronized Optional<Runnable> giveUp(Consumer<Thread> interrupt, Runnable afterwards) {
    if (ended) {
      return Optional.empty();
    }
    ended = true;
    leaveIfDone();
    boolean stays = threads.whenOff(afterwards);
    Thread held = threads.worker();
    if (held != null) {
      interrupt.accept(held);
    }
    if (code != null) {
      code.forEach(Continuation::giveUp);
    }
    return Optional.of(stays ? () -> {} : afterwards);
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** The worker's thread that the filter is on; null if it is on none. */
  synchronized @Nullable Thread worker() {
    return threads.worker();
  }

  /** Whether the filter is on this one. */
  synchronized boolean isOn(Thread thread) {
    return threads.isOn(thread);
  }

  /** Interrupts the filter if it is still on a thread. */
  synchronized void interrupt(Thread thread) {
    if (threads.isOn(thread)) {
      thread.interrupt();
    }
  }

  /** As {@link TurnThreads#isOnLoop}. */
  boolean isOnLoop() {
    return threads.isOnLoop();
  }

  /** As {@link TurnThreads#loopNanos}. */
  long loopNanos(long nowNanos) {
    return threads.loopNanos(nowNanos);
  }

  /**
   * Interrupts the filter if it holds the connection's thread.
   *
   * @return the thread, if it was interrupted for the first time; else null
   */
  synchronized @Nullable Thread interruptLoop(long nowNanos) {
    Thread held = threads.loop();
    return threads.interruptLoop(nowNanos) ? held : null;
  }

  /** As {@link TurnThreads#losesLoop}. */
  synchronized boolean losesLoop(long nowNanos) {
    return threads.losesLoop(nowNanos);
  }

  /**
   * Does something while the filter certainly holds the connection's thread: when it returns it
   * waits for this to end. Does nothing if it has returned.
   */
  synchronized void whileOnLoop(Consumer<Thread> action) {
    Thread held = threads.loop();
    if (held != null) {
      action.accept(held);
    }
  }

  /** Counts the turn out if nobody waits for the filter, and nothing of it runs or is to run. */
  private void leaveIfDone() {
    if (counted && ended && threads.isIdle() && (code == null || code.isEmpty())) {
      counted = false;
      watch.leave();
    }
  }
}
