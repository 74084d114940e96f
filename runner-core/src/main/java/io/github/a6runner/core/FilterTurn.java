/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.call.CallContext;
import io.github.a6runner.core.call.CallState;
import io.github.a6runner.core.conf.Link;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.plugin.Execution;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One filter's turn at one call. It ends once, by the filter or by those who do not wait any more.
 * Thread-safe.
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
  private final TurnRecord record;
  private final Attendance attendance;
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
    this.record = new TurnRecord(run, link.filterName(), index, services);
    this.plugin = new PluginCall(this, context, services);
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

  /** Whose time is over, if the filter has none left; for any thread. */
  Optional<Cause> lateness() {
    long now = services.nanoTime().getAsLong();
    if (!isOverdue(now)) {
      return Optional.empty();
    }
    return Optional.of(turns.run().isOverdue(now) ? Cause.CALL_DEADLINE : Cause.FILTER_DEADLINE);
  }

  @Override
  FilterTurn turn() {
    return this;
  }

  @Override
  @Nullable Thread worker() {
    return attendance.worker();
  }

  @Override
  boolean hasBegun() {
    return record.hasBegun();
  }

  @Override
  boolean holds(Thread thread) {
    return attendance.isOn(thread);
  }

  @Override
  void interrupt(Thread thread) {
    attendance.interrupt(thread);
  }

  /** Shows all that may be on a thread: the filter itself, and where it goes on with answers. */
  void forEachAtWork(Consumer<AtWork> action) {
    action.accept(this);
    attendance.code().forEach(action);
  }

  /** Where the filter is, and whether it still counts as at work. */
  Attendance attendance() {
    return attendance;
  }

  /** Has the filter called, where it belongs. */
  PluginCall plugin() {
    return plugin;
  }

  /** What is known and told of how it goes. */
  TurnRecord record() {
    return record;
  }

  /** Interrupts a filter that holds the connection's thread, if it does. */
  void interruptOnLoop() {
    Thread held = attendance.interruptLoop(services.nanoTime().getAsLong());
    if (held != null) {
      services.stuck().interrupted(this, held);
    }
  }

  /**
   * Ends the turn: the filter's view of the call takes no more changes. False if it had ended
   * before, and then the call has gone on without it.
   */
  boolean end() {
    plugin.endView();
    return attendance.end(endNanos);
  }

  /** Whether the call is over, and so nobody waits for what the filter does. */
  boolean isCallOver() {
    return turns.run().isOver();
  }

  /** The filter has begun and gets no thread to go on: the call goes on without it. */
  void refuse() {
    turns.run().onLoop(() -> turns.refuse(this, Cause.NO_THREAD));
  }

  /** Has something done on a thread of the filter's, or forgotten when the turn ends before. */
  void runOnWorker(FilterWork work) {
    queue(services.threads(), work);
  }

  /**
   * Ends the turn of a filter that nobody waits for any more: if it runs on a worker's thread it is
   * interrupted. False if the turn had ended before.
   *
   * @param afterwards run, if the turn had not ended, when the filter is off its thread, which may
   *     be now
   */
  boolean giveUp(Runnable afterwards) {
    plugin.endView();
    Optional<Runnable> due = attendance.giveUp(this::interruptHeld, afterwards);
    if (due.isEmpty()) {
      return false;
    }
    forgetIfWaiting();
    due.get().run();
    record.end(RunnerEvents.TurnEnd.CUT_OFF);
    return true;
  }

  /** Not while somebody may be looking at the thread with a debugger. */
  private void interruptHeld(Thread held) {
    if (services.hasDeadlines()) {
      held.interrupt();
      services.stuck().interrupted(this, held);
    }
  }
}
