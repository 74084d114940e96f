/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Phase;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log which filter failed which call. Thread-safe. */
final class FailureLog {
  private static final Logger logger = LoggerFactory.getLogger(FailureLog.class);

  private FailureLog() {}

  /** A filter threw, or its stage failed. */
  static void failed(CallRun run, FilterTurn turn, Throwable failure) {
    String what =
        "filter %s failed call %d in the %s phase; %s"
            .formatted(turn.filterName(), run.context().id(), name(run.phase()), consequence(turn));
    withTrace(logger, what, failure);
  }

  /** Logs an error of foreign code, whose own methods may throw when they are asked for words. */
  static void withTrace(Logger to, String what, Throwable failure) {
    try {
      to.error(what, failure);
    } catch (Throwable e) {
      to.error("{}: {} (it cannot be printed)", what, failure.getClass().getName());
    }
  }

  /** A filter of the call's conf cannot be run; why was said when the conf was prepared. */
  static void unusable(CallRun run, Link link) {
    logger.warn(
        "filter {}: not usable; call {} is denied in the {} phase (on-unusable-filter)",
        LogText.of(link.filterName()),
        run.context().id(),
        name(run.phase()));
  }

  /**
   * Names the call, and its filter, that the end of a connection ends; nothing if there is none.
   */
  static String underWay(@Nullable CallRun run) {
    if (run == null) {
      return "";
    }
    FilterTurn turn = run.turn();
    String filter = turn == null ? "" : " in filter " + turn.filterName();
    return "; call %d%s is given up".formatted(run.context().id(), filter);
  }

  /** The filters of a call's conf could not be configured at all. */
  static void notReady(CallRun run, @Nullable Throwable failure) {
    logger.warn(
        "call {}: its conf cannot be made ready: {}",
        run.context().id(),
        failure == null ? "no reason" : LogText.of(failure));
  }

  /** All threads for filters are taken, and as much waits for one as may. */
  static void noThread(CallRun run, FilterTurn turn) {
    logger.warn(
        "call {}: no thread for filter {} (expected: fewer calls that wait, or more"
            + " worker-threads)",
        run.context().id(),
        turn.filterName());
  }

  /** A call's time is over. */
  static void overdue(CallRun run, @Nullable FilterTurn turn) {
    if (turn == null) {
      logger.error(
          "call {}: its time was over before its filters {} were configured; the call is denied",
          run.context().id(),
          run.conf().entries().stream().map(entry -> LogText.of(entry.name().string())).toList());
    } else {
      logger.error(
          "{} on call {} in the {} phase in time; {}",
          turn.hasBegun()
              ? "filter " + turn.filterName() + " did not decide"
              : "APISIX did not answer what filter " + turn.filterName() + " needs",
          run.context().id(),
          name(run.phase()),
          consequence(turn));
    }
  }

  /** A conf names a filter that has nothing to do in this phase; said once for each. */
  static void passedOver(String filter, Phase phase, Set<String> said) {
    if (said.add(filter + " " + phase)) {
      logger.warn(
          "filter {}: does nothing in the {} phase and is passed over (expected: a filter that has"
              + " {})",
          filter,
          name(phase),
          phase == Phase.REQUEST ? "onRequest" : "onResponse");
    }
  }

  private static String consequence(FilterTurn turn) {
    return turn.before() == null ? "the call is denied" : "it is skipped (on-filter-failure)";
  }

  private static String name(Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
