/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.CallAbortedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a filter does with one answer of APISIX: work of the filter's turn, on a worker's thread. It
 * always runs: when the call is over before it has a thread, or there is none for it in time, its
 * stage fails there. Thread-safe.
 *
 * @param <T> the answer
 */
final class Continuation<T> extends AtWork implements FilterWork {
  private final FilterTurn turn;
  private final Attendance attendance;
  private final PluginCall plugin;
  private final CallServices services;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile Runnable completion = () -> {};
  private volatile boolean hasNoPlace;
  private @Nullable Thread worker; // guarded by the attendance

  /**
   * Makes one that waits.
   *
   * @param turn the turn that it is part of
   * @param plugin calls the plugin
   * @param services what calls are run with
   */
  Continuation(FilterTurn turn, PluginCall plugin, CallServices services) {
    this.turn = turn;
    this.attendance = turn.attendance();
    this.plugin = plugin;
    this.services = services;
  }

  /** What the filter hangs its code on. */
  CompletionStage<T> stage() {
    return result.minimalCompletionStage();
  }

  /** The answer is there: has the code run when there is a thread for it. On any thread. */
  void answered(@Nullable T value, @Nullable Throwable failure) {
    completion =
        () -> {
          if (failure == null) {
            result.complete(value);
          } else {
            result.completeExceptionally(failure);
          }
        };
    queue(services.threads(), this);
  }

  @Override
  public void run(Seat seat) {
    if (!begun.compareAndSet(false, true)) {
      return; // another thread was quicker
    }
    enter();
    try {
      plugin.goOn(this::complete);
    } finally {
      leave();
    }
  }

  private void complete() {
    if (hasNoPlace || turn.isCallOver()) {
      String why = hasNoPlace ? "no thread to go on with" : "over before its filter could go on";
      result.completeExceptionally(new CallAbortedException("call " + turn.callId() + ": " + why));
    } else {
      completion.run();
    }
  }

  /** The runner is ending. */
  @Override
  public void refuse() {
    if (begun.compareAndSet(false, true)) {
      turn.refuse();
      attendance.forget(this);
    }
  }

  /** The call does not wait for it, but whoever waits for its stage has to be told. */
  @Override
  public boolean findsNoPlace() {
    hasNoPlace = true;
    turn.refuse();
    return true;
  }

  @Override
  FilterTurn turn() {
    return turn;
  }

  @Override
  @Nullable Thread worker() {
    synchronized (attendance) {
      return worker;
    }
  }

  @Override
  boolean holds(Thread thread) {
    return worker() == thread;
  }

  @Override
  void interrupt(Thread thread) {
    synchronized (attendance) {
      if (worker == thread) {
        thread.interrupt();
      }
    }
  }

  @Override
  boolean hasBegun() {
    return begun.get();
  }

  /** The filter has decided; what it still does may last as long as its turn could have. */
  void turnEnded(long endNanos) {
    Thread held = worker();
    if (held != null && services.hasDeadlines()) {
      services.stuck().goesOn(this, held, endNanos);
    }
  }

  /** Nobody waits for the filter any more. */
  void giveUp() {
    Thread held = worker();
    if (held != null && services.hasDeadlines()) {
      interrupt(held);
      services.stuck().interrupted(this, held);
    }
  }

  private void enter() {
    synchronized (attendance) {
      worker = Thread.currentThread();
      if (attendance.hasEnded() && services.hasDeadlines()) {
        services.stuck().goesOn(this, worker, services.nanoTime().getAsLong());
      }
    }
  }

  /** From here on the thread is another's, so an interrupt that came late must not stay in it. */
  private void leave() {
    synchronized (attendance) {
      worker = null;
      Thread.interrupted();
    }
    attendance.forget(this);
  }
}
