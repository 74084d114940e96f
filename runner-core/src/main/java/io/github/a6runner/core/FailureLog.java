/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.conf.Link;
import io.github.a6runner.core.log.LogText;
import io.github.a6runner.core.log.SparseLog;
import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.core.socket.PeerCheck;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells who watches the runner what goes wrong with calls, by cause, and says it in the log once
 * for each filter and cause in ten seconds. Thread-safe.
 */
final class FailureLog {
  private static final Logger logger = LoggerFactory.getLogger(FailureLog.class);

  private final SparseLog log;
  private final SparseLog refusals; // of its own: who is refused must not use up the topics
  private final RunnerHooks hooks;

  /**
   * Makes a log that has said nothing.
   *
   * @param nanoTime the clock
   * @param hooks who is told of each of them
   */
  FailureLog(LongSupplier nanoTime, RunnerHooks hooks) {
    this.hooks = hooks;
    log = new SparseLog(logger, nanoTime);
    refusals = new SparseLog(logger, nanoTime);
  }

  /** What else may happen often is said here. */
  SparseLog sparse() {
    return log;
  }

  /** Tells of something of which the log has its line already. */
  void happened(Cause cause, @Nullable String filter, Phase phase) {
    hooks.events().failure(Optional.ofNullable(filter), phase, cause);
  }

  /** A filter failed, or was not let run. */
  void failed(CallRun run, FilterTurn turn, Outcome.Undone outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      failed(run, turn, failed.failure());
    } else {
      refused(run, turn, outcome.cause());
    }
  }

  /** A filter threw, or its stage failed. */
  private void failed(CallRun run, FilterTurn turn, Throwable failure) {
    happened(Cause.FILTER_FAILED, turn.filterName(), run.phase());
    String topic =
        "filter %s failed calls in the %s phase with %s"
            .formatted(
                turn.filterName(), CallLabels.name(run.phase()), failure.getClass().getName());
    Supplier<String> line =
        () ->
            "filter %s failed call %d in the %s phase; %s"
                .formatted(
                    turn.filterName(),
                    run.context().id(),
                    CallLabels.name(run.phase()),
                    FailureText.consequence(turn));
    run.inLog(() -> log.say(Level.ERROR, topic, line, failure));
    String what = "filter " + turn.filterName() + ": " + LogText.wordsOf(failure);
    tell(run, turn.filterName(), what, failure);
  }

  /** A filter of the call's conf cannot be run; why was said when the conf was prepared. */
  void unusable(CallRun run, Link link, OnFailure policy) {
    String filter = LogText.of(link.filterName());
    happened(Cause.FILTER_UNUSABLE, link.filterName(), run.phase());
    say(
        run,
        Level.WARN,
        "filter %s: not usable for calls".formatted(filter),
        () ->
            "filter %s: not usable for call %d in the %s phase; %s"
                .formatted(
                    filter,
                    run.context().id(),
                    CallLabels.name(run.phase()),
                    FailureText.consequence(policy, "on-unusable-filter")));
    tell(run, link.filterName(), "filter " + filter + ": " + link.reason(), null);
  }

  /** The filters of a call's conf could not be configured at all. */
  void notReady(CallRun run, @Nullable Throwable failure) {
    String why = FailureText.whyNotReady(failure);
    happened(Cause.CONF_NOT_READY, null, run.phase());
    say(
        run,
        Level.WARN,
        "calls whose conf cannot be made ready",
        () -> "call %d: its conf cannot be made ready: %s".formatted(run.context().id(), why));
    tell(run, null, "conf: cannot be made ready: " + why, failure);
  }

  /** A filter may not run now. */
  private void refused(CallRun run, FilterTurn turn, Cause cause) {
    happened(cause, turn.filterName(), run.phase());
    String why = FailureText.why(cause).formatted(turn.filterName());
    say(
        run,
        Level.WARN,
        why,
        () -> "call %d: %s; %s".formatted(run.context().id(), why, FailureText.consequence(turn)));
    if (cause == Cause.CALL_DEADLINE || cause == Cause.FILTER_DEADLINE) {
      tellLate(run, why);
    } else {
      tell(run, null, why, null);
    }
  }

  /** More calls are in flight than may be. */
  void tooManyCalls(Phase phase, int limit) {
    happened(Cause.CALLS_IN_FLIGHT, null, phase);
    String line =
        "calls denied for overload (expected: at most %d in flight, as max-calls-in-flight says)"
            .formatted(limit);
    log.say(Level.WARN, line, () -> line);
  }

  /** More calls wait for a body than may. */
  void waiting(CallRun run) {
    FilterTurn turn = run.turn();
    happened(Cause.CALLS_WAITING, turn == null ? null : turn.filterName(), run.phase());
    String line =
        "calls denied, since too many wait for a body from APISIX (expected: quicker clients, or a"
            + " larger max-calls-waiting)";
    say(run, Level.WARN, line, () -> line);
    tell(run, null, line, null);
  }

  /** A connection more than may be. */
  void tooManyConnections(int limit) {
    String line =
        "connections refused for overload (expected: at most %d, as max-connections says)"
            .formatted(limit);
    log.say(Level.WARN, line, () -> line);
  }

  /** A connection whose peer may have none. */
  void connectionRefused(PeerCheck.Refusal refusal) {
    refusals.say(
        Level.WARN,
        "connections refused for their peer, " + refusal.user(),
        () -> "connection refused: " + refusal.reason());
  }

  /** Says how often what is left unsaid has happened. To be called again and again. */
  void sayRest() {
    log.sayRest();
    refusals.sayRest();
  }

  /** A connection is closed for what its peer does. */
  void connectionLost(String name, String why) {
    log.say(Level.WARN, "connections closed: " + why, () -> name + ": closed: " + why);
  }

  /** A peer does not keep to the protocol, during a call or not, and its connection is closed. */
  void protocolBroken(String connection, @Nullable CallRun run, String why) {
    String topic = "connections closed for what broke the protocol";
    if (run == null) {
      log.say(Level.WARN, topic, () -> connection + ": " + why);
    } else {
      say(run, Level.WARN, topic, () -> connection + ": " + why + FailureText.underWay(run));
    }
  }

  /** The runner itself is wrong, and a connection is closed for it. */
  void runnerFailed(String connection, Throwable failure) {
    log.say(
        Level.ERROR,
        "connections closed for an error of the runner, " + failure.getClass().getName(),
        () -> connection + ": closed for an error of the runner",
        failure);
  }

  /** A call's reply fits no frame. */
  void tooLarge(CallRun run, String why) {
    FilterTurn turn = run.turn();
    happened(Cause.REPLY_TOO_LARGE, turn == null ? null : turn.filterName(), run.phase());
    say(
        run,
        Level.ERROR,
        "calls whose reply fits no frame",
        () -> "call %d: %s; it is denied".formatted(run.context().id(), why));
    tell(run, null, why, null);
  }

  /** A filter's own time is over. */
  void late(CallRun run, FilterTurn turn) {
    happened(Cause.FILTER_DEADLINE, turn.filterName(), run.phase());
    say(
        run,
        Level.ERROR,
        "calls on which filter " + turn.filterName() + " was over its own deadline",
        () ->
            "%s on call %d in the %s phase within its own deadline of %d ms; %s"
                .formatted(
                    FailureText.undecided(turn),
                    run.context().id(),
                    CallLabels.name(run.phase()),
                    TimeUnit.NANOSECONDS.toMillis(turn.watch().deadlineNanos()),
                    FailureText.consequence(turn)));
    tellLate(run, FailureText.undecided(turn) + " within its own deadline");
  }

  /** A call's time is over before its filters are there. */
  void overdue(CallRun run) {
    happened(Cause.CALL_DEADLINE, null, run.phase());
    say(
        run,
        Level.ERROR,
        "calls whose time was over before their filters were configured",
        () -> FailureText.notConfigured(run));
    tellLate(run, "conf: not configured in time");
  }

  /** A call's time is over in a filter; what becomes of it depends on those behind it, too. */
  void overdue(CallRun run, FilterTurn turn, OnFailure policy) {
    happened(Cause.CALL_DEADLINE, turn.filterName(), run.phase());
    say(
        run,
        Level.ERROR,
        "calls whose time was over in filter " + turn.filterName(),
        () ->
            "%s on call %d in the %s phase in time; %s"
                .formatted(
                    FailureText.undecided(turn),
                    run.context().id(),
                    CallLabels.name(run.phase()),
                    FailureText.consequenceOfLate(policy)));
    tellLate(run, FailureText.undecided(turn) + " in time");
  }

  /** Says something of a call, with what tells the call apart from others. */
  private void say(CallRun run, Level level, String topic, Supplier<String> line) {
    run.inLog(() -> log.say(level, topic, line));
  }

  /** Somebody who watches the runner is told what is wrong. */
  private void tell(CallRun run, @Nullable String filter, String what, @Nullable Throwable cause) {
    hooks
        .observer()
        .problem(run.context().id(), Optional.ofNullable(filter), what, Optional.ofNullable(cause));
  }

  private void tellLate(CallRun run, String what) {
    hooks.observer().late(run.context().id(), what);
  }
}
