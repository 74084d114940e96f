/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One filter's turn at one call: where it runs, since when, and how it is told that nobody waits
 * any more. Thread-safe.
 */
final class FilterTurn implements LogContext.Labels, AtWork {
  private final CallRun run;
  private final Link.Usable link;
  private final int index;
  private final FilterWatch watch;
  private final @Nullable CallState before;
  private final CallServices services;
  private final long endNanos;
  private final PluginCall plugin;
  private final CallView view;
  private final @Nullable CallSnapshot found;

  private boolean rescued; // the watchdog's thread's
  private boolean expiring; // the watchdog's thread's
  private Hogs.@Nullable Sighting sighting; // the watchdog's thread's
  private volatile long begunNanos;
  private volatile long onLoopSinceNanos;
  private volatile boolean begun;
  private volatile boolean onLoop;
  private @Nullable Map<String, String> labels; // any thread may make it anew
  private @Nullable Thread loop; // guarded by this
  private @Nullable Thread worker; // guarded by this
  private boolean interruptedOnLoop; // guarded by this
  private long interruptedOnLoopNanos; // guarded by this
  private boolean losing; // the watchdog's thread's
  private boolean ended; // guarded by this
  private boolean entered; // guarded by this
  private volatile FilterThreads.@Nullable Work queued;
  private volatile boolean waitsForCarrier;
  private boolean measured; // guarded by this
  private Runnable onLeave = () -> {}; // guarded by this
  private @Nullable List<Continuation<?>> continuations; // guarded by this; null if none ever was
  private Runnable onContinued = () -> {}; // guarded by this

  /**
   * Makes a turn that has not begun.
   *
   * @param run the call
   * @param link the filter
   * @param index its place in the chain
   * @param services what calls are run with
   */
  FilterTurn(CallRun run, Link.Usable link, int index, CallServices services) {
    this.run = run;
    this.link = link;
    this.index = index;
    this.services = services;
    this.watch = services.filters().of(link.filterName());
    this.before = watch.isSkippedOnFailure() ? run.state().copy() : null;
    CallContext context = context(run.context());
    this.endNanos = context.deadlineNanos();
    this.plugin = new PluginCall(run, link, this, services);
    this.view = run.view(context, plugin);
    this.found = services.isObserved() ? run.state().snapshot() : null;
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
      made = CallLabels.of(run, link.loaded());
      labels = made;
    }
    return made;
  }

  /** What is known of the filter. */
  FilterWatch watch() {
    return watch;
  }

  long callId() {
    return run.context().id();
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
  public FilterTurn turn() {
    return this;
  }

  @Override
  public synchronized @Nullable Thread worker() {
    return worker;
  }

  @Override
  public void rescue() {
    FilterThreads.Work work = queued;
    if (work != null && waitsForCarrier && !begun && !rescued) {
      rescued = true;
      services.workers().rescue(watch, work);
    }
  }

  @Override
  public Hogs.Sighting sighting(Thread thread, long nowNanos) {
    Hogs.Sighting known = Hogs.Sighting.of(sighting, thread, nowNanos);
    sighting = known;
    return known;
  }

  @Override
  public synchronized boolean holds(Thread thread) {
    return worker == thread || (onLoop && loop == thread);
  }

  /** Shows all that may be on a thread: the filter itself, and where it goes on with answers. */
  void forEachAtWork(Consumer<AtWork> action) {
    action.accept(this);
    List<Continuation<?>> all;
    synchronized (this) {
      all = continuations == null ? List.of() : List.copyOf(continuations);
    }
    all.forEach(action);
  }

  /** How long the filter has held the connection's thread by now; 0 if it does not hold it. */
  long nanosOnLoop(long nowNanos) {
    return onLoop ? nowNanos - onLoopSinceNanos : 0;
  }

  /** Whether the filter holds the connection's thread at this moment. */
  boolean holdsLoop() {
    return onLoop;
  }

  /** Whether the filter waits, or has waited, for a thread of the workers. */
  boolean isQueued() {
    return queued != null;
  }

  /** Whether the filter has been called; if not, it waits for a thread, or APISIX is to answer. */
  boolean hasBegun() {
    return begun;
  }

  /** Has the filter decide on the connection's thread. */
  Outcome decideOnLoop() {
    enterLoop();
    try {
      return plugin.decide(view);
    } finally {
      leaveLoop();
    }
  }

  /** Has the filter begin on the connection's thread. */
  CompletionStage<Decision> beginOnLoop() {
    enterLoop();
    try {
      return plugin.begin(view);
    } finally {
      leaveLoop();
    }
  }

  @Override
  public synchronized void interrupt(Thread thread) {
    if (holds(thread)) {
      thread.interrupt();
    }
  }

  /** Interrupts a filter that holds the connection's thread, if it does. */
  synchronized void interruptOnLoop() {
    if (onLoop && loop != null) {
      loop.interrupt();
      if (!interruptedOnLoop) {
        interruptedOnLoop = true;
        interruptedOnLoopNanos = services.nanoTime().getAsLong();
        services.stuck().interrupted(this, loop);
      }
    }
  }

  /**
   * Whether the filter holds the connection's thread although it was interrupted so long ago that
   * it will not return; true once. For the watchdog's thread.
   */
  synchronized boolean losesLoop(long nowNanos) {
    boolean deaf =
        onLoop
            && interruptedOnLoop
            && nowNanos - interruptedOnLoopNanos >= StuckThreads.PATIENCE_NANOS;
    boolean fresh = deaf && !losing;
    losing = deaf;
    return fresh;
  }

  /**
   * Does something while the filter certainly holds the connection's thread: when it returns it
   * waits for this to end. Does nothing if it has returned.
   */
  synchronized void whileOnLoop(Consumer<Thread> action) {
    if (onLoop && loop != null) {
      action.accept(loop);
    }
  }

  /** Has the filter decide on a worker's thread, unless nobody waits for it any more. */
  Outcome decideOnWorker() {
    if (!enterWorker()) {
      return Outcome.of(null, new InterruptedException("the call is over"), this);
    }
    try {
      return plugin.decide(view);
    } finally {
      leaveWorker();
    }
  }

  /** Has the filter begin on a worker's thread, unless nobody waits for it any more. */
  CompletionStage<Decision> beginOnWorker() {
    if (!enterWorker()) {
      return CompletableFuture.failedStage(new InterruptedException("the call is over"));
    }
    try {
      return plugin.begin(view);
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
      boolean open = !ended;
      ended = true;
      if (continuations != null) {
        continuations.forEach(each -> each.turnEnded(endNanos));
      }
      leaveIfDone();
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
        entered = true;
        leaveIfDone();
      }
    }
    return refusal;
  }

  /**
   * Counts in code of the filter that is to go on with an answer; why not, if it may not. The conf
   * is held and the filter counts as at work until the code is through, whatever ends before.
   */
  synchronized @Nullable String expect(Continuation<?> code) {
    if (ended) {
      return "call " + callId() + ": asked too late (expected: before the filter has decided)";
    }
    Cause refusal = entered ? null : enter();
    if (refusal != null) {
      return "call " + callId() + ": " + filterName() + " may not go on: " + refusal.label();
    }
    List<Continuation<?>> all = continuations;
    if (all == null) {
      all = new ArrayList<>(1);
      continuations = all;
    }
    if (all.isEmpty()) {
      onContinued = run.conf().holdLonger();
    }
    all.add(code);
    return null;
  }

  /** Code that was counted in is through, or will not run. */
  void forget(Continuation<?> code) {
    Runnable afterwards = () -> {};
    synchronized (this) {
      if (continuations != null && continuations.remove(code) && continuations.isEmpty()) {
        afterwards = onContinued;
        leaveIfDone();
      }
    }
    afterwards.run();
  }

  /** Whether the call is over, and so nobody waits for what the filter does. */
  boolean isOfCallThatIsOver() {
    return run.isOver();
  }

  /** The filter has begun and gets no thread to go on: the call goes on without it. */
  void refuse() {
    run.onLoop(() -> run.refuse(this, Cause.NO_THREAD));
  }

  /** It is no longer at work when nobody waits for it and none of its code is to run. */
  private void leaveIfDone() {
    if (entered && ended && isIdle()) {
      entered = false;
      watch.leave();
    }
  }

  private boolean isIdle() {
    return worker == null && !onLoop && (continuations == null || continuations.isEmpty());
  }

  /** Has something done on a thread of the filter's, or forgotten when the turn ends before. */
  void runOnWorker(FilterThreads.Work work) {
    queued = work;
    waitsForCarrier = services.workers().run(watch, work);
  }

  /** Whether it has ended. */
  synchronized boolean hasEnded() {
    return ended;
  }

  /** Tells who watches how the turn has ended; by whoever has the call's state at that moment. */
  void report(Outcome outcome) {
    measureEnd(CallMeter.end(outcome));
    if (found != null && begun) {
      services
          .observer()
          .filterEnded(
              run.context().id(),
              new FilterReport(
                  filterName(),
                  index,
                  found,
                  run.state().snapshot(),
                  Optional.ofNullable(outcome.stop()),
                  Optional.ofNullable(outcome.failure()),
                  Duration.ofNanos(services.nanoTime().getAsLong() - begunNanos)));
    }
  }

  /** The first end counts: a call may be over before its filter, and the filter end after that. */
  private void measureEnd(RunnerEvents.TurnEnd end) {
    if (services.meter().isOn() && begun && endIsNew()) {
      services.meter().turnEnded(run, filterName(), end, begunNanos);
    }
  }

  private synchronized boolean endIsNew() {
    boolean isNew = !measured;
    measured = true;
    return isNew;
  }

  /** Tells who watches that the filter is about to be called. */
  void tellBegun() {
    if (found != null) {
      services.observer().filterBegun(run.context().id(), filterName());
    }
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
    Thread held;
    boolean stays;
    synchronized (this) {
      if (ended) {
        return false;
      }
      ended = true;
      leaveIfDone();
      held = worker;
      stays = held != null || onLoop;
      if (stays) {
        onLeave = afterwards;
      }
      if (held != null) {
        interruptHeld(held);
      }
      if (continuations != null) {
        continuations.forEach(Continuation::giveUp);
      }
    }
    measureEnd(RunnerEvents.TurnEnd.CUT_OFF);
    if (!stays) {
      forgetQueued();
      afterwards.run();
    }
    return true;
  }

  private void forgetQueued() {
    FilterThreads.Work work = queued;
    if (work != null && !begun) {
      services.workers().forget(watch, work);
    }
  }

  /** Not while somebody may be looking at the thread with a debugger. */
  private void interruptHeld(Thread held) {
    if (services.hasDeadlines()) {
      held.interrupt();
      services.stuck().interrupted(this, held);
    }
  }

  private synchronized void enterLoop() {
    onLoopSinceNanos = services.nanoTime().getAsLong();
    begunNanos = onLoopSinceNanos;
    begun = true;
    loop = Thread.currentThread();
    onLoop = true;
  }

  /** An interrupt, whether it came from outside or the filter's own, is nobody else's. */
  private void leaveLoop() {
    Runnable afterwards;
    synchronized (this) {
      onLoop = false;
      leaveIfDone();
      Thread.interrupted();
      afterwards = onLeave;
    }
    afterwards.run();
  }

  private synchronized boolean enterWorker() {
    if (!ended) {
      if (found != null || services.meter().isOn()) {
        begunNanos = services.nanoTime().getAsLong(); // first: who ends the turn measures from it
      }
      begun = true;
      worker = Thread.currentThread();
    }
    return !ended;
  }

  /** From here on the thread is another's, so an interrupt that came late must not stay in it. */
  private void leaveWorker() {
    Runnable afterwards;
    synchronized (this) {
      worker = null;
      leaveIfDone();
      Thread.interrupted();
      afterwards = onLeave;
    }
    afterwards.run();
  }

  private CallContext context(CallContext ofCall) {
    if (!watch.hasDeadline()) {
      return ofCall;
    }
    long own = services.nanoTime().getAsLong() + watch.deadlineNanos();
    return own - ofCall.deadlineNanos() < 0 ? ofCall.until(own) : ofCall;
  }
}
