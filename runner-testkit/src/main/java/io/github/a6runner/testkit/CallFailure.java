/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.core.log.LogText;
import io.github.a6runner.core.log.StackTop;
import java.util.ArrayList;
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
  private static final int SOME_FRAMES = 10;
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
    try {
      Throwable each = cause.orElse(null);
      for (int i = 0; i < MOST_CAUSES && each != null; i++) {
        text.append(i == 0 ? "" : "caused by: ").append(LogText.wordsOf(each)).append('\n');
        frames(List.of(each.getStackTrace())).forEach(line -> text.append(line).append('\n'));
        each = each.getCause();
      }
    } catch (Throwable e) {
      text.append("(it cannot be printed)\n"); // it is foreign code that was asked
    }
    return text.toString();
  }

  /** The first and the last of them, where there are many: the last are the filter's. */
  private static List<String> frames(List<StackTraceElement> all) {
    List<String> lines =
        all.stream().limit(StackTop.of(all)).map(frame -> "    at " + frame).toList();
    int left = lines.size() - 2 * SOME_FRAMES;
    if (left <= 0) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, SOME_FRAMES));
    some.add("    ... " + left + " more");
    some.addAll(lines.subList(SOME_FRAMES + left, lines.size()));
    return some;
  }

  /** Shows the reason. */
  @Override
  public String toString() {
    return reason;
  }
}
