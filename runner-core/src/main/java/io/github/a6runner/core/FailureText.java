/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.conf.ConfNotReadyException;
import io.github.a6runner.core.log.LogText;
import io.github.a6runner.core.setting.OnFailure;
import org.jspecify.annotations.Nullable;

/** How the log words what goes wrong with calls. */
final class FailureText {
  private FailureText() {}

  /** Why a filter may not run; with a place for its name. */
  static String why(Cause cause) {
    return switch (cause) {
      case NO_THREAD ->
          "no thread for filter %s (expected: a quicker filter, or more worker-threads)";
      case FILTER_STUCK ->
          "filter %s may not run, it holds too many threads that do not react to their interrupt"
              + " (expected: a filter that ends when interrupted)";
      case FILTER_CALLS ->
          "filter %s may not run, it is at work on as many calls as it may be (expected: a quicker"
              + " filter, or a larger max-calls-per-filter or max-calls-in-flight)";
      case FILTER_DEADLINE ->
          "APISIX did not answer within the own deadline of filter %1$s what it asks (expected:"
              + " quicker clients, or a longer filters.%1$s.deadline)";
      case CALL_DEADLINE ->
          "APISIX did not answer in time what filter %s asks (expected: quicker clients, or a filter"
              + " that asks for less)";
      default -> "filter %s may not run: " + cause.label();
    };
  }

  /** Names the call, and its filter, that the end of a connection ends. */
  static String underWay(CallRun run) {
    FilterTurn turn = run.turn();
    String filter = turn == null ? "" : " in filter " + turn.filterName();
    return "; call %d%s is given up".formatted(run.context().id(), filter);
  }

  /** A call whose time was over before its filters were there. */
  static String notConfigured(CallRun run) {
    return "call %d: its time was over before its filters %s were configured; the call is denied"
        .formatted(
            run.context().id(),
            run.conf().entries().stream().map(entry -> LogText.of(entry.name().string())).toList());
  }

  /** Why a call's filters could not be configured at all. */
  static String whyNotReady(@Nullable Throwable failure) {
    if (failure == null) {
      return "no reason";
    }
    return failure instanceof ConfNotReadyException
        ? String.valueOf(failure.getMessage())
        : LogText.wordsOf(failure);
  }

  /** What a filter, or what it waits for, has not done. */
  static String undecided(FilterTurn turn) {
    if (turn.hasBegun()) {
      return "filter " + turn.filterName() + " did not decide";
    }
    return turn.isQueued()
        ? "filter " + turn.filterName() + " got no thread"
        : "APISIX did not answer what filter " + turn.filterName() + " needs";
  }

  /** What becomes of the call, by the filter's policy. */
  static String consequence(FilterTurn turn) {
    return consequence(turn.watch().onFailure(), "on-filter-failure");
  }

  /** What becomes of a call whose time is over, by the policies of a filter and those behind it. */
  static String consequenceOfLate(OnFailure policy) {
    return policy instanceof OnFailure.Skip
        ? "the call goes on without it and those behind it (on-filter-failure)"
        : consequence(policy, "on-filter-failure");
  }

  /** What becomes of a call, and the setting that says so. */
  static String consequence(OnFailure policy, String setting) {
    String what = "the call is denied";
    if (policy instanceof OnFailure.Stop stop) {
      what = "the call is answered with " + stop.status();
    } else if (policy instanceof OnFailure.Skip) {
      what = "it is skipped";
    }
    return what + " (" + setting + ")";
  }
}
