/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Decision;
import io.github.a6runner.core.call.CallContext;
import io.github.a6runner.core.call.CallState;
import io.github.a6runner.core.call.CallView;
import io.github.a6runner.core.conf.Link;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.plugin.Execution;
import io.github.a6runner.core.thread.LoopTurn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One filter's turn at one call: has the filter called where it belongs, and ends once, by the
 * filter or by those who do not wait any more. Thread-safe.
 */
final class FilterTurn extends AtWork implements LogContext.Labels {
  private final CallTurns turns;
  private final Link.Usable link;
  private final int index;
  private final FilterWatch watch;
  private final @Nullable CallState before;
  private final CallServices services;
  private final long endNanos;
  private final PluginCall plugin;
  private final CallView view;
  private final TurnRecord told;
  private final Attendance attendance; // guarded by this
  private final TurnThreads threads = new TurnThreads(); // guarded by this, mostly

  private boolean expiring; // the watchdog's thread's
  private @Nullable Map<String, String> labels; // any thread may make it anew

  /**
   * Makes a turn that has not begun.
   *
   * @param turns the call's turns, of which it is one
   * @param link the filter
   * @param index its place in the chain
   * @param services what calls are run with
   */
  FilterTurn(CallTurns turns, Link.Usable link, int index, CallServices services) {
    CallRun run = turns.run();
    this.turns = turns;
    this.link = link;
    this.index = index;
    this.services = services;
    this.watch = services.filters().of(link.filterName());
    this.attendance = new Attendance(watch);
    this.before = watch.isSkippedOnFailure() ? run.state().copy() : null;
    CallContext ofCall = run.context();
    CallContext context =
        watch.hasDeadline()
            ? ofCall.atMost(services.nanoTime().getAsLong() + watch.deadlineNanos())
            : ofCall;
    this.endNanos = context.deadlineNanos();
    this.plugin = new PluginCall(run, link, this, services);
    this.view = run.view(context, plugin);
    this.told = new TurnRecord(run, link.filterName(), index, services);
  }

  /** The turns of its call. */
  CallTurns turns() {
    return turns;
  }

  Link.Usable link() {
    return link;
  }

  int index() {
    return index;
  }

  String filterName() {
    return link.filterName();
  }

  @Override
  public Map<String, String> asMap() {
    Map<String, String> made = labels;
    if (made == null) {
      made = CallLabels.of(turns.run(), link.loaded());
      labels = made;
    }
    return made;
  }

  /** What is known of the filter. */
  FilterWatch watch() {
    return watch;
  }

  long callId() {
    return turns.run().context().id();
  }

  /** The state to go back to if it fails, if it is skipped then. */
  Optional<CallState> before() {
    return Optional.ofNullable(before);
  }

  /** Whether it blocks, or said that it would not and did. */
  boolean mayBlock() {
    return link.loaded().execution() == Execution.BLOCKING || watch.isDemoted();
  }

  /** Whether the filter's time is over, which may be earlier than that of the call. */
  boolean isOverdue(long nowNanos) {
    return nowNanos - endNanos >= 0;
  }

  /** Whether the watchdog has not asked this before: a late filter is done with once. */
  boolean expiryIsNew() {
    boolean fresh = !expiring;
    expiring = true;
    return fresh;
  }

  @Override
  FilterTurn turn() {
    return this;
  }

  @Override
  synchronized @Nullable Thread worker() {
    return threads.worker();
  }

  @Override
  boolean hasBegun() {
    return told.hasBegun();
  }

  @Override
  synchronized boolean holds(Thread thread) {
    return threads.isOn(thread);
  }

  /** Shows all that may be on a thread: the filter itself, and where it goes on with answers. */
  void forEachAtWork(Consumer<AtWork> action) {
    action.accept(this);
    List<Continuation<?>> all;
    synchronized (this) {
      all = attendance.copy();
    }
    all.forEach(action);
  }

  /** Where the filter is; what is not for any thread is asked of the turn. */
  TurnThreads threads() {
    return threads;
  }

  /** What those who watch are told. */
  TurnRecord told() {
    return told;
  }

  /** Has the filter decide on the connection's thread. */
  Outcome decideOnLoop() {
    return onLoop(plugin::decide);
  }

  /** Has the filter begin on the connection's thread. */
  CompletionStage<Decision> beginOnLoop() {
    return onLoop(plugin::begin);
  }

  private <T> T onLoop(Function<CallView, T> code) {
    LoopTurn.endNow(); // what was read before is not to wait for this filter
    enterLoop();
    try {
      return code.apply(view);
    } finally {
      leaveLoop();
    }
  }

  @Override
  synchronized void interrupt(Thread thread) {
    if (threads.isOn(thread)) {
      thread.interrupt();
    }
  }

  /** Interrupts a filter that holds the connection's thread, if it does. */
  synchronized void interruptOnLoop() {
    Thread held = threads.loop();
    if (held != null && threads.interruptLoop(services.nanoTime().getAsLong())) {
      services.stuck().interrupted(this, held);
    }
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

  /** Has the filter decide on a worker's thread, unless nobody waits for it any more. */
  Outcome decideOnWorker() {
    return onWorker(plugin::decide, nobodyWaits -> Outcome.of(null, nobodyWaits, this));
  }

  /** Has the filter begin on a worker's thread, unless nobody waits for it any more. */
  CompletionStage<Decision> beginOnWorker() {
    return onWorker(plugin::begin, CompletableFuture::failedStage);
  }

  private <T> T onWorker(Function<CallView, T> code, Function<Throwable, T> instead) {
    if (!enterWorker()) {
      return instead.apply(new InterruptedException("the call is over"));
    }
    try {
      return code.apply(view);
    } finally {
      leaveWorker();
    }
  }

  /**
   * Ends the turn: the filter's view of the call takes no more changes. False if it had ended
   * before, and then the call has gone on without it.
   */
  boolean end() {
    view.end();
    synchronized (this) {
      boolean open = attendance.end();
      attendance.forEach(each -> each.turnEnded(endNanos));
      attendance.leaveIfDone(threads);
      return open;
    }
  }

  /**
   * Has the filter count as at work; the cause if it may not be now. To be called once, before it
   * runs anywhere but on the connection's thread.
   */
  @Nullable Cause enter() {
    Cause refusal = watch.enter();
    if (refusal == null) {
      synchronized (this) {
        attendance.countedIn();
        attendance.leaveIfDone(threads);
      }
    }
    return refusal;
  }

  /**
   * Counts in code of the filter that is to go on with an answer; why not, if it may not. The conf
   * is held and the filter counts as at work until the code is through, whatever ends before.
   */
  synchronized @Nullable String expect(Continuation<?> code) {
    if (attendance.hasEnded()) {
      return "call " + callId() + ": asked too late (expected: before the filter has decided)";
    }
    Cause refusal = attendance.isCounted() ? null : enter();
    if (refusal != null) {
      return "call " + callId() + ": " + filterName() + " may not go on: " + refusal.label();
    }
    attendance.add(code, turns.run().conf()::holdLonger);
    return null;
  }

  /** Code that was counted in is through, or will not run. */
  void forget(Continuation<?> code) {
    Runnable afterwards;
    synchronized (this) {
      afterwards = attendance.remove(code);
      attendance.leaveIfDone(threads);
    }
    afterwards.run();
  }

  /** Whether the call is over, and so nobody waits for what the filter does. */
  boolean isOfCallThatIsOver() {
    return turns.run().isOver();
  }

  /** The filter has begun and gets no thread to go on: the call goes on without it. */
  void refuse() {
    turns.run().onLoop(() -> turns.refuse(this, Cause.NO_THREAD));
  }

  /** Has something done on a thread of the filter's, or forgotten when the turn ends before. */
  void runOnWorker(FilterThreads.Work work) {
    queue(services.workers(), work);
  }

  /** Whether it has ended. */
  synchronized boolean hasEnded() {
    return attendance.hasEnded();
  }

  /**
   * Ends the turn of a filter that nobody waits for any more: if it runs on a worker's thread it is
   * interrupted. False if the turn had ended before.
   *
   * @param afterwards run, if the turn had not ended, when the filter is off its thread, which may
   *     be now
   */
  boolean giveUp(Runnable afterwards) {
    view.end();
    boolean stays;
    synchronized (this) {
      if (!attendance.end()) {
        return false;
      }
      attendance.leaveIfDone(threads);
      stays = threads.whenOff(afterwards);
      Thread held = threads.worker();
      if (held != null) {
        interruptHeld(held);
      }
      attendance.forEach(Continuation::giveUp);
    }
    told.end(RunnerEvents.TurnEnd.CUT_OFF);
    if (!stays) {
      forgetIfWaiting();
      afterwards.run();
    }
    return true;
  }

  /** Not while somebody may be looking at the thread with a debugger. */
  private void interruptHeld(Thread held) {
    if (services.hasDeadlines()) {
      held.interrupt();
      services.stuck().interrupted(this, held);
    }
  }

  private synchronized void enterLoop() {
    long now = services.nanoTime().getAsLong();
    told.begin(now);
    threads.enterLoop(now);
  }

  private void leaveLoop() {
    Runnable afterwards;
    synchronized (this) {
      afterwards = threads.leaveLoop();
      attendance.leaveIfDone(threads);
    }
    afterwards.run();
  }

  private synchronized boolean enterWorker() {
    boolean open = !attendance.hasEnded();
    if (open) {
      told.begin();
      threads.enterWorker();
    }
    return open;
  }

  private void leaveWorker() {
    Runnable afterwards;
    synchronized (this) {
      afterwards = threads.leaveWorker();
      attendance.leaveIfDone(threads);
    }
    afterwards.run();
  }
}
