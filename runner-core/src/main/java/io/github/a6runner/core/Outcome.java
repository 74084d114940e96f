/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Decision;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * How a filter's turn has ended: it stopped the call, it failed, it was not let run, or none of
 * these, and the call goes on. Immutable.
 *
 * @param stop the decision to stop, if that is what it was
 * @param failure what went wrong, if something did
 * @param refusal why it was not let run, if it was not
 */
record Outcome(Decision.@Nullable Stop stop, @Nullable Throwable failure, @Nullable Cause refusal) {
  private static final Outcome PROCEED = new Outcome(null, null, null);

  /** What became of a filter that may not run now. */
  static Outcome refused(Cause why) {
    return new Outcome(null, null, why);
  }

  /**
   * What became of a filter that returned or threw; filters may return null, whatever types say.
   */
  static Outcome of(@Nullable Decision decision, @Nullable Throwable failure, FilterTurn turn) {
    if (failure != null) {
      return new Outcome(null, failure, null);
    }
    if (decision == null) {
      return new Outcome(
          null,
          new IllegalStateException(
              "decision of " + turn.filterName() + ": null (expected: proceed or stop)"),
          null);
    }
    return decision instanceof Decision.Stop stop ? new Outcome(stop, null, null) : PROCEED;
  }

  /** What became of a stage; only the JDK's own wrapping is taken off a failure, not a plugin's. */
  static Outcome ofStage(
      @Nullable Decision decision, @Nullable Throwable failure, FilterTurn turn) {
    Throwable cause =
        failure != null && failure.getClass() == CompletionException.class
            ? failure.getCause()
            : null;
    return of(decision, cause == null ? failure : cause, turn);
  }

  boolean isProceed() {
    return stop == null && failure == null && refusal == null;
  }

  /** Why the filter has not done its work, if it has not. */
  Cause cause() {
    return refusal == null ? Cause.FILTER_FAILED : refusal;
  }
}
