/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Something that went wrong with a call.
 *
 * @param reason which filter it was and what happened; for people, its words may change
 * @param cause what the filter threw, or its stage failed with; empty if no filter did, but for
 *     instance the call's time was over
 * @param overdue whether the time was over, the call's or a filter's own, before a filter had
 *     decided
 */
public record CallFailure(String reason, Optional<Throwable> cause, boolean overdue) {

  /**
   * Takes any reason and cause.
   *
   * @param reason which filter it was and what happened
   * @param cause what the filter threw, or its stage failed with
   * @param overdue whether the time was over, the call's or a filter's own
   */
  public CallFailure {
    requireNonNull(reason, "reason");
    requireNonNull(cause, "cause");
  }
}
