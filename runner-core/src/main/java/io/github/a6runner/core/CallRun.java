/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Phase;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.RunnerMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through its filters. It goes from filter to filter, each on the thread that
 * suits it, until one stops it, one fails it, its time is over, the gateway hangs up or all have
 * proceeded; then it gives the one reply to its {@link CallLine}.
 *
 * <p>All methods are for the connection's thread, except where they say otherwise. At any moment
 * either that thread or one filter's thread works on the call's state, never both; they hand it
 * over through the queues of the executors.
 */
abstract sealed class CallRun implements LogContext.Labels permits RequestRun, ResponseRun {
  private final GatewayMessage message;
  private final Phase phase;
  private final RouteConf conf;
  private final CallServices services;
  private final CallLine line;
  private final CallContext context;
  private final long begunNanos;

  private final AtomicBoolean expiring = new AtomicBoolean();

  private Chain chain = Chain.EMPTY;
  private @Nullable ServedChain served;
  private int next;
  private boolean gone;
  private volatile boolean over;
  private volatile @Nullable FilterTurn turn;

  /**
   * Makes the run of a call that has just arrived.
   *
   * @param message the call
   * @param id its id
   * @param phase its phase
   * @param conf its conf, held for it
   * @param services what calls are run with
   * @param line where it came from
   */
  CallRun(
      GatewayMessage message,
      long id,
      Phase phase,
      RouteConf conf,
      CallServices services,
      CallLine line) {
    this.message = message;
    this.phase = phase;
    this.conf = conf;
    this.services = services;
    this.line = line;
    this.begunNanos = services.nanoTime().getAsLong();
    ExtraInfo body =
        phase == Phase.REQUEST ? new ExtraInfo.RequestBody() : new ExtraInfo.ResponseBody();
    this.context =
        new CallContext(
            id,
            new GatewayInfo(body, this::ask),
            begunNanos + services.deadlineNanos(),
            services.nanoTime(),
            line::onEventLoop);
  }

  /** What the filters have changed so far. */
  abstract CallState state();

  /** Goes back to an earlier state. */
  abstract void restore(CallState earlier);

  /** A view for one filter, whose own code runs on an executor when APISIX has answered. */
  abstract CallView view(Executor callbacks);

  /** Has a filter decide, on the current thread. */
  abstract Decision decide(Link.Usable link, CallView view) throws Exception;

  /** Has an asynchronous filter begin to decide. */
  abstract CompletionStage<Decision> decideAsync(Link.Usable link, CallView view) throws Exception;

  /** The reply of a call that goes on. */
  abstract RunnerMessage proceeded();

  /** The reply of a call that a filter has stopped. */
  abstract RunnerMessage stopped(Decision.Stop stop);

  final GatewayMessage message() {
    return message;
  }

  final RouteConf conf() {
    return conf;
  }

  final CallContext context() {
    return context;
  }

  final Phase phase() {
    return phase;
  }

  /** When it came. */
  final long begunNanos() {
    return begunNanos;
  }

  /** Logs something of this call. On a thread on which no filter is at work. */
  final void inLog(Runnable line) {
    services.log().enter(this);
    try {
      line.run();
    } finally {
      services.log().leave();
    }
  }

  /** What tells the call, and the filter at work, apart in the log. For any thread. */
  @Override
  public final Map<String, String> asMap() {
    FilterTurn current = turn;
    return current == null ? CallLabels.of(this) : current.asMap();
  }

  /** Whether the call's time is over. For any thread. */
  final boolean isOverdue(long nowNanos) {
    return nowNanos - context.deadlineNanos() >= 0;
  }

  /** The filter at work, or the one that worked last. For any thread. */
  final @Nullable FilterTurn turn() {
    return turn;
  }

  /** Begins. */
  final void start() {
    Optional<ServedChain> ready = conf.ready();
    if (ready.isPresent()) {
      begin(ready.get());
    } else {
      conf.make().whenComplete((made, failure) -> line.execute(() -> begin(made, failure)));
    }
  }

  /** On any thread. */
  private void ask(List<GatewayInfo.Question> questions) {
    if (line.onEventLoop()) {
      line.ask(this, questions);
    } else {
      line.execute(() -> line.ask(this, questions));
    }
  }

  private void begin(@Nullable ServedChain made, @Nullable Throwable failure) {
    if (over) {
      return;
    }
    if (made == null) {
      services.failures().notReady(this, failure);
      deny(Cause.CONF_NOT_READY, null);
    } else if (conf.isStale(made)) {
      start(); // plugins have changed while it was made: a new call is for the new ones
    } else {
      begin(made);
    }
  }

  private void begin(ServedChain held) {
    if (!held.hold()) {
      start(); // replaced just now
      return;
    }
    served = held;
    Chain made = held.chain();
    Optional<Link> unusable = made.firstUnusable(services.policies());
    if (unusable.isPresent()) {
      services.failures().unusable(this, unusable.get()); // why was logged when the conf was made
      deny(Cause.FILTER_UNUSABLE, unusable.get().filterName());
      return;
    }
    chain = made;
    advance();
  }

  /** Goes on until a filter has to be waited for or the call is over. */
  private void advance() {
    while (!over) {
      if (next == chain.links().size()) {
        finish(Ending.proceeded(proceeded()));
        return;
      }
      Link link = chain.links().get(next);
      if (!isRun(link)) {
        next++;
      } else if (!runOnce((Link.Usable) link)) {
        return;
      }
    }
  }

  private boolean isRun(Link link) {
    if (!(link instanceof Link.Usable usable)) {
      return false; // by policy: the chain was looked over before
    }
    if (!usable.runsIn(phase)) {
      FailureLog.passedOver(usable.filterName(), phase, services.passedOver());
      return false;
    }
    return true;
  }

  /** Runs one filter; true if it has decided already and the call goes on. */
  private boolean runOnce(Link.Usable link) {
    FilterTurn current = newTurn(link);
    if (fetchNeeds(link, current)) {
      return false;
    }
    return runTurn(current);
  }

  private boolean runTurn(FilterTurn current) {
    boolean async = current.link().loaded().execution() == Execution.ASYNC;
    if (services.mayBlock(current.link())) {
      return onWorker(current, async ? this::beginOnWorker : this::decideOnWorker);
    }
    return async
        ? settleLater(current, current.beginOnLoop())
        : settle(current, current.decideOnLoop());
  }

  private FilterTurn newTurn(Link.Usable link) {
    boolean skips = services.policies().of(link.filterName()).onFilterFailure() == OnFailure.SKIP;
    FilterTurn current = new FilterTurn(this, link, next, skips ? state().copy() : null, services);
    turn = current;
    return current;
  }

  /** Asks for what the filter always wants; true if it has to be waited for. */
  private boolean fetchNeeds(Link.Usable link, FilterTurn current) {
    Optional<CompletionStage<Void>> coming = context.fetch(link.needs(phase), state());
    coming.ifPresent(
        all -> all.whenComplete((none, failure) -> line.execute(() -> resume(current))));
    return coming.isPresent();
  }

  private void resume(FilterTurn current) {
    if (!over && runTurn(current)) {
      advance();
    }
  }

  /** Hands a turn to a worker's thread; false, since its outcome comes later. */
  private boolean onWorker(FilterTurn current, Consumer<FilterTurn> work) {
    try {
      services.workers().execute(() -> work.accept(current));
    } catch (RejectedExecutionException e) {
      services.failures().noThread(this, current);
      deny(Cause.NO_THREAD, current.filterName());
    }
    return false;
  }

  /**
   * Runs blocking filters one after another as long as nothing else is needed in between. On a
   * worker's thread.
   */
  private void decideOnWorker(FilterTurn first) {
    FilterTurn current = first;
    Outcome outcome = current.decideOnWorker();
    while (outcome.isProceed() && nextIsBlocking()) {
      current.end();
      current.report(outcome);
      next++;
      FilterTurn following = newTurn((Link.Usable) chain.links().get(next));
      if (over) {
        return; // only now: whoever ends the call ends the turn that it sees
      }
      current = following;
      outcome = current.decideOnWorker();
    }
    FilterTurn last = current;
    Outcome result = outcome;
    line.execute(() -> settleAndAdvance(last, result));
  }

  private boolean nextIsBlocking() {
    return next + 1 < chain.links().size()
        && chain.links().get(next + 1) instanceof Link.Usable link
        && link.runsIn(phase)
        && link.loaded().execution() == Execution.BLOCKING
        && link.needs(phase).isEmpty();
  }

  /** Has an asynchronous filter that was slow to begin do so on a worker's thread. */
  private void beginOnWorker(FilterTurn current) {
    CompletionStage<Decision> stage = current.beginOnWorker();
    line.execute(
        () -> {
          if (!over && settleLater(current, stage)) {
            advance();
          }
        });
  }

  /** Waits for an asynchronous filter; true if it has decided already and the call goes on. */
  private boolean settleLater(FilterTurn current, CompletionStage<Decision> stage) {
    AsyncResult result = new AsyncResult();
    stage.whenComplete(
        (decision, failure) -> {
          Outcome outcome = Outcome.ofStage(decision, failure, current);
          if (!result.offer(outcome)) {
            line.execute(() -> settleAndAdvance(current, outcome));
          }
        });
    return result.takeIfThere().map(outcome -> settle(current, outcome)).orElse(false);
  }

  private void settleAndAdvance(FilterTurn current, Outcome outcome) {
    if (settle(current, outcome)) {
      advance();
    }
  }

  /** Takes a filter's outcome; true if the call goes on to the next filter. */
  private boolean settle(FilterTurn current, Outcome outcome) {
    current.end();
    if (over || current != turn) {
      return false;
    }
    current.report(outcome);
    if (outcome.stop() != null) {
      finish(Ending.stopped(stopped(outcome.stop()), current.filterName()));
      return false;
    }
    if (outcome.failure() != null && !goOnAfter(current, outcome.failure())) {
      return false;
    }
    next = current.index() + 1;
    return true;
  }

  private boolean goOnAfter(FilterTurn current, Throwable failure) {
    services.failures().failed(this, current, failure);
    CallState before = current.before();
    if (before == null) {
      deny(Cause.FILTER_FAILED, current.filterName());
      return false;
    }
    restore(before);
    return true;
  }

  /** Whether nobody has asked this before: a late call is ended once. For any thread. */
  final boolean expiryIsNew() {
    return expiring.compareAndSet(false, true);
  }

  /** The call's time is over: answers it as the filters' policies say. */
  final void expire() {
    if (over) {
      return;
    }
    over = true; // first: no filter's turn begins after it, so the last turn is the late one
    FilterTurn late = turn;
    services.failures().overdue(this, late);
    Optional<CallState> before = stateWithout(late);
    if (before.isPresent()) {
      restore(before.get());
      finish(Ending.proceeded(proceeded()));
    } else {
      deny(Cause.CALL_DEADLINE, late == null ? null : late.filterName());
    }
  }

  /** The state to go on with if a late filter and all behind it may be skipped. */
  private Optional<CallState> stateWithout(@Nullable FilterTurn late) {
    return late != null && chain.allMaySkip(late.index() + 1, phase, services.policies())
        ? Optional.ofNullable(late.before())
        : Optional.empty();
  }

  /** Fails what APISIX has not answered yet, and what will be asked. For any thread. */
  final void abortQuestions(String why) {
    context.info().abort(new CallAbortedException("call " + context.id() + ": " + why));
  }

  /** Nobody waits for the call any more: the gateway has hung up, or broken the protocol. */
  final void cancel(String why) {
    over = true;
    letGo(why);
  }

  private void deny(Cause cause, @Nullable String filter) {
    finish(Ending.denied(Replies.unavailable(message), cause, filter));
  }

  /** The reply comes first: what is let go of may run code of plugins. */
  private void finish(Ending ending) {
    over = true;
    try {
      line.answer(this, ending);
    } finally {
      letGo("answered");
    }
  }

  /** Lets go of the conf and the filter, once. */
  private void letGo(String why) {
    if (gone) {
      return;
    }
    gone = true;
    FilterTurn last = turn;
    if (last == null) {
      releaseConf();
    } else {
      last.abandon(this::releaseConf);
    }
    abortQuestions(why);
  }

  /** Lets go of the configuration objects; on any thread, once, when no filter uses them. */
  private void releaseConf() {
    ServedChain used = served;
    if (used != null) {
      used.release();
    }
    conf.release();
  }
}
