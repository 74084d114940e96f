/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an outcome and the one who waits for it meet. If the outcome is first it is taken at once;
 * if it is second the one who brings it goes on with the call. Thread-safe.
 */
final class AsyncResult {
  private @Nullable Outcome outcome;
  private boolean waiting;

  /** Leaves the outcome; false if it comes after {@link #takeIfThere} and is not taken. */
  synchronized boolean offer(Outcome result) {
    if (!waiting) {
      outcome = result;
    }
    return !waiting;
  }

  /** Takes the outcome if it is there; otherwise whoever brings it is to go on with the call. */
  synchronized Optional<Outcome> takeIfThere() {
    waiting = outcome == null;
    return Optional.ofNullable(outcome);
  }
}
