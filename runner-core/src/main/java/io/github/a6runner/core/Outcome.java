/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.Decision;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** How a filter's turn has ended. Immutable. */
sealed interface Outcome {
  /** The call goes on. */
  Outcome PROCEED = new Proceeded();

  /** The filter lets the call go on. */
  record Proceeded() implements Outcome {}

  /** The filter stops the call. */
  record Stopped(Decision.Stop decision) implements Outcome {}

  /** The filter has not done its work. */
  sealed interface Undone extends Outcome {

    /** Why not. */
    Cause cause();
  }

  /** It has thrown something, or its stage has failed. */
  record Failed(Throwable failure) implements Undone {
    @Override
    public Cause cause() {
      return Cause.FILTER_FAILED;
    }
  }

  /** It was not let run, or not to its end. */
  record Refused(Cause cause) implements Undone {}

  /**
   * What became of a filter that returned or threw; filters may return null, whatever types say.
   */
  static Outcome of(@Nullable Decision decision, @Nullable Throwable failure, FilterTurn turn) {
    if (failure != null) {
      Optional<Cause> lateness = isAbort(failure) ? turn.lateness() : Optional.empty();
      return lateness.isPresent() ? new Refused(lateness.get()) : new Failed(failure);
    }
    if (decision == null) {
      return new Failed(
          new IllegalStateException(
              "decision of " + turn.filterName() + ": null (expected: proceed or stop)"));
    }
    return decision instanceof Decision.Stop stop ? new Stopped(stop) : PROCEED;
  }

  /** Whether the filter was told that what it asks for does not come any more. */
  private static boolean isAbort(Throwable failure) {
    try {
      return failure instanceof CallAbortedException
          || failure.getCause() instanceof CallAbortedException;
    } catch (Throwable e) {
      return false; // it is foreign code that was asked
    }
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
}
