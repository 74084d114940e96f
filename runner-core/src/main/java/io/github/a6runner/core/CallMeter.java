/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.RunnerEvents.Query;
import io.github.a6runner.core.RunnerEvents.TurnEnd;
import io.github.a6runner.core.call.GatewayInfo.Question;
import io.github.a6runner.protocol.ExtraInfo;
import java.util.function.LongSupplier;

/** Measures calls for whoever counts; costs nothing where nobody does. Thread-safe. */
final class CallMeter {
  private final RunnerEvents events;
  private final LongSupplier nanoTime;
  private final boolean on;

  CallMeter(RunnerEvents events, LongSupplier nanoTime) {
    this.events = events;
    this.nanoTime = nanoTime;
    this.on = events != RunnerEvents.NONE;
  }

  boolean isOn() {
    return on;
  }

  /** A call has its reply. */
  void ended(CallRun run, Ending ending) {
    if (!on) {
      return;
    }
    if (ending instanceof Ending.Denied denied) {
      events.callDenied(run.phase(), denied.cause(), nanosOf(run));
    } else if (ending instanceof Ending.Stopped) {
      events.callStopped(run.phase(), nanosOf(run));
    } else {
      events.callProceeded(run.phase(), nanosOf(run));
    }
  }

  /** A call has no reply. */
  void lost(CallRun run, Cause cause) {
    if (on) {
      events.callLost(run.phase(), cause, nanosOf(run));
    }
  }

  /** A filter's turn has ended. */
  void turnEnded(CallRun run, String filter, TurnEnd end, long begunNanos) {
    Phase phase = run.phase();
    events.turnEnded(filter, phase, end, nanoTime.getAsLong() - begunNanos);
  }

  /** APISIX is asked something. */
  void asked(Question question) {
    if (on) {
      long asked = nanoTime.getAsLong();
      var unused =
          question
              .answer()
              .thenRun(() -> events.queryAnswered(query(question), nanoTime.getAsLong() - asked));
    }
  }

  static TurnEnd end(Outcome outcome) {
    if (outcome instanceof Outcome.Undone) {
      return TurnEnd.FAILED;
    }
    return outcome instanceof Outcome.Proceeded ? TurnEnd.PROCEEDED : TurnEnd.STOPPED;
  }

  private static Query query(Question question) {
    if (question.info() instanceof ExtraInfo.Variable) {
      return Query.VARIABLE;
    }
    return question.info() instanceof ExtraInfo.RequestBody
        ? Query.REQUEST_BODY
        : Query.RESPONSE_BODY;
  }

  private long nanosOf(CallRun run) {
    return nanoTime.getAsLong() - run.begunNanos();
  }
}
