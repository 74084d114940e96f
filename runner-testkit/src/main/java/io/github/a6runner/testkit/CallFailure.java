/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.core.log.LogText;
import io.github.a6runner.core.log.StackTop;
import java.util.List;
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
  private static final int MOST_FRAMES = 20;
  private static final int MOST_CAUSES = 4;

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

  /** What was thrown and what caused it, with frames down to where the runner called the filter. */
  String thrown() {
    StringBuilder text = new StringBuilder();
    Throwable each = cause.orElse(null);
    for (int i = 0; i < MOST_CAUSES && each != null; i++) {
      text.append(i == 0 ? "" : "caused by: ").append(LogText.wordsOf(each)).append('\n');
      List<StackTraceElement> frames = List.of(each.getStackTrace());
      frames.stream()
          .limit(Math.min(StackTop.of(frames), MOST_FRAMES))
          .forEach(frame -> text.append("    at ").append(frame).append('\n'));
      each = each.getCause();
    }
    return text.toString();
  }

  /** Shows the reason. */
  @Override
  public String toString() {
    return reason;
  }
}
