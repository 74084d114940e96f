/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.starter.http.MessageDiff;
import java.time.Duration;

/**
 * What one filter did. Immutable.
 *
 * @param filter the filter
 * @param outcome how that ended
 * @param reason why it failed or was not asked; empty otherwise
 * @param time how long the runner took to answer, the way there and back included
 * @param first whether its conf had to be prepared within that time
 * @param diff the request or response before and after it
 */
record PlayStep(
    PlayFilter filter,
    Outcome outcome,
    String reason,
    Duration time,
    boolean first,
    MessageDiff diff) {

  /** How it ended. */
  enum Outcome {
    UNCHANGED,
    CHANGED,
    STOPPED,
    FAILED,
    NOT_ASKED
  }

  static PlayStep notAsked(PlayFilter filter, String reason) {
    return new PlayStep(filter, Outcome.NOT_ASKED, reason, Duration.ZERO, false, MessageDiff.NONE);
  }
}
