/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import java.util.Optional;

/**
 * Something that went wrong with a call. Immutable.
 *
 * <pre>{@code
 * CallFailure failure = tester.request(r -> r.conf("{\"token_required\": 1}")).failure();
 * assertThat(failure.cause()).containsInstanceOf(InvalidConfException.class);
 * assertThat(failure.overdue()).isFalse();
 * }</pre>
 */
public final class CallFailure {
  private final String reason;
  private final Optional<Throwable> cause;
  private final boolean overdue;

  CallFailure(String reason, Optional<Throwable> cause, boolean overdue) {
    this.reason = reason;
    this.cause = cause;
    this.overdue = overdue;
  }

  /**
   * Which filter it was and what happened; for people, its words may change.
   *
   * @return the reason, in one line
   */
  public String reason() {
    return reason;
  }

  /**
   * What the filter threw, or its stage failed with.
   *
   * @return what was thrown; empty if no filter did, but for instance the call's time was over
   */
  public Optional<Throwable> cause() {
    return cause;
  }

  /**
   * Whether a time was over, the call's or a filter's own, before a filter had decided.
   *
   * @return true if it was
   */
  public boolean overdue() {
    return overdue;
  }

  /** Shows the reason. */
  @Override
  public String toString() {
    return reason;
  }
}
