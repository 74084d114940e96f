/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Decision;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * How a filter's turn has ended: it stopped the call, it failed, or neither, and the call goes on.
 * Immutable.
 *
 * @param stop the decision to stop, if that is what it was
 * @param failure what went wrong, if something did
 */
record Outcome(Decision.@Nullable Stop stop, @Nullable Throwable failure) {
  private static final Outcome PROCEED = new Outcome(null, null);

  /**
   * What became of a filter that returned or threw; filters may return null, whatever types say.
   */
  static Outcome of(@Nullable Decision decision, @Nullable Throwable failure, FilterTurn turn) {
    if (failure != null) {
      return new Outcome(null, failure);
    }
    if (decision == null) {
      return new Outcome(
          null,
          new IllegalStateException(
              "decision of " + turn.filterName() + ": null (expected: proceed or stop)"));
    }
    return decision instanceof Decision.Stop stop ? new Outcome(stop, null) : PROCEED;
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
    return stop == null && failure == null;
  }
}
