/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Phase;
import io.github.a6runner.core.call.CallContext;
import io.github.a6runner.core.call.CallState;
import io.github.a6runner.core.call.CallView;
import io.github.a6runner.core.call.GatewayInfo;
import io.github.a6runner.core.conf.HeldConf;
import io.github.a6runner.core.conf.Link;
import io.github.a6runner.core.conf.ServedChain;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.RunnerMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its arrival to its end. Its {@link CallTurns} take it through its filters until
 * one stops it, one fails it, its time is over, the gateway hangs up or all have proceeded; then it
 * gives the one reply to its {@link CallLine}, and lets go of its conf.
 *
 * <p>All methods are for the connection's thread, except where they say otherwise. At any moment
 * either that thread or one filter's thread works on the call's state, never both; they hand it
 * over through the queues of the executors.
 */
abstract sealed class CallRun implements Admission.Result, LogContext.Labels
    permits RequestRun, ResponseRun {
  private static final ExtraInfo REQUEST_BODY = new ExtraInfo.RequestBody();
  private static final ExtraInfo RESPONSE_BODY = new ExtraInfo.ResponseBody();

  private final GatewayMessage.Call message;
  private final Phase phase;
  private final HeldConf conf;
  private final CallServices services;
  private final CallLine line;
  private final CallContext context;
  private final long begunNanos;

  private boolean released;
  private @Nullable Object lastLate; // the watchdog's thread's
  private volatile boolean over;
  private volatile @Nullable FilterTurn turn;

  /**
   * Makes the run of a call that has just arrived.
   *
   * @param message the call
   * @param phase its phase
   * @param conf its conf, held for it
   * @param services what calls are run with
   * @param line where it came from
   */
  CallRun(
      GatewayMessage.Call message,
      Phase phase,
      HeldConf conf,
      CallServices services,
      CallLine line) {
    this.message = message;
    this.phase = phase;
    this.conf = conf;
    this.services = services;
    this.line = line;
    this.begunNanos = services.nanoTime().getAsLong();
    this.context =
        new CallContext(
            message.id(),
            new GatewayInfo(phase == Phase.REQUEST ? REQUEST_BODY : RESPONSE_BODY, this::ask),
            begunNanos + services.deadlineNanos(),
            services.nanoTime(),
            line::onEventLoop);
  }

  /** What the filters have changed so far. */
  abstract CallState state();

  /** Goes back to an earlier state. */
  abstract void restore(CallState earlier);

  /** Has a filter decide, on the current thread. */
  abstract Decision decide(Link.Usable link, CallView view) throws Exception;

  /** Has an asynchronous filter begin to decide; null if it gives no stage, whatever types say. */
  abstract @Nullable CompletionStage<Decision> decideAsync(Link.Usable link, CallView view)
      throws Exception;

  /** The reply of a call that goes on. */
  abstract RunnerMessage proceeded();

  /** The reply of a call that a filter has stopped. */
  abstract RunnerMessage stopped(Decision.Stop stop);

  /** A view for one filter. */
  final CallView view(CallContext of, CallView.Answers answers) {
    return state().view(of, answers);
  }

  final GatewayMessage.Call message() {
    return message;
  }

  final HeldConf conf() {
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

  /** It is a filter's turn from here on. By whoever has the call's state. */
  final void turn(FilterTurn current) {
    turn = current;
  }

  /** Begins. */
  final void start() {
    conf.whenReady(services.confWaits(), line::execute, this::begin);
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
      deny(Cause.CONF_NOT_READY, OnFailure.FAIL);
    } else {
      begin(made);
    }
  }

  private void begin(ServedChain made) {
    if (!conf.use(made)) {
      start(); // plugins have changed while it was made: a new call is for the new ones
      return;
    }
    Optional<Link> unusable = made.chain().firstUnusable(services.policies());
    if (unusable.isPresent()) {
      OnFailure policy = services.policies().of(unusable.get().filterName()).onUnusableFilter();
      services.failures().unusable(this, unusable.get(), policy); // why: when the conf was made
      deny(Cause.FILTER_UNUSABLE, policy);
      return;
    }
    new CallTurns(this, made.chain(), services).advance();
  }

  /** Whether it has ended. For any thread. */
  final boolean isOver() {
    return over;
  }

  /**
   * Whether it is news to the watchdog that the call, or a turn of it, is late: each is done with
   * once.
   */
  final boolean isNewlyLate(Object late) {
    boolean fresh = late != lastLate;
    lastLate = late;
    return fresh;
  }

  /** Does something on the connection's thread. For any thread. */
  final void onLoop(Runnable work) {
    line.execute(work);
  }

  /** The call's time is over: answers it as the filters' policies say. */
  final void expire() {
    if (over) {
      return;
    }
    over = true; // first: no filter's turn begins after it, so the last turn is the late one
    FilterTurn late = turn;
    if (late == null) {
      services.failures().overdue(this);
      deny(Cause.CALL_DEADLINE, OnFailure.FAIL);
    } else {
      late.turns().endOverdue(late);
    }
  }

  /** Too many calls wait for a body from APISIX: this one does not. */
  final void denyForWaiting() {
    if (!over) {
      services.failures().waiting(this);
      deny(Cause.CALLS_WAITING, OnFailure.FAIL);
    }
  }

  /** Fails what APISIX has not answered yet, and what will be asked. For any thread. */
  final void abortQuestions(String why) {
    context.info().abort(() -> new CallAbortedException("call " + context.id() + ": " + why));
  }

  /**
   * It ends without a reply, and lets go of all even if that cannot be told.
   *
   * @param cause what has ended it
   * @param filter the filter that is to blame, if one is
   * @param why what those are told who wait for answers of the gateway
   */
  final void lose(Cause cause, @Nullable String filter, String why) {
    over = true;
    try {
      services.failures().happened(cause, filter, phase);
      services.meter().lost(this, cause);
    } finally {
      letGo(why);
    }
  }

  /** The same for one that the runner itself has failed: it is told as the denial that it gets. */
  final void fail() {
    over = true;
    try {
      services.failures().happened(Cause.INTERNAL_ERROR, null, phase);
      tell(new Ending.Denied(Denials.unavailable(message), Cause.INTERNAL_ERROR));
    } finally {
      letGo("the runner failed");
    }
  }

  /** Tells those who watch how it has ended. */
  final void tell(Ending ending) {
    if (ending instanceof Ending.Denied) {
      services.observer().denied(context.id());
    }
    services.meter().ended(this, ending);
  }

  /** All filters have proceeded. */
  final void proceed() {
    finish(new Ending.Proceeded(proceeded()));
  }

  /** A filter stops it. */
  final void stop(Decision.Stop stop) {
    finish(new Ending.Stopped(stopped(stop)));
  }

  /** It has failed, and is answered as a policy says. */
  final void deny(Cause cause, OnFailure policy) {
    finish(new Ending.Denied(Denials.denied(message, policy), cause));
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
    if (released) {
      return;
    }
    released = true;
    FilterTurn last = turn;
    try {
      if (last == null || !last.giveUp(conf::release)) {
        conf.release();
      }
    } finally {
      abortQuestions(why);
    }
  }
}
