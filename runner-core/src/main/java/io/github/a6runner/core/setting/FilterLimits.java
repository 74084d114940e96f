/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one filter may take. Immutable.
 *
 * @param deadline how long it may work on one call; empty if only the call's own deadline counts
 * @param maxCalls how many calls it may work on at one time; empty if as many as any filter
 */
public record FilterLimits(Optional<Duration> deadline, OptionalInt maxCalls) {

  /** The default: nothing but what holds for all filters. */
  public static final FilterLimits NONE = new FilterLimits(Optional.empty(), OptionalInt.empty());

  /**
   * Takes all limits.
   *
   * @param deadline how long it may work on one call
   * @param maxCalls how many calls it may work on at one time
   */
  public FilterLimits {
    requireNonNull(deadline, "deadline");
    requireNonNull(maxCalls, "maxCalls");
  }

  /**
   * The same with a deadline.
   *
   * @param time how long the filter may work on one call
   * @return new limits
   */
  public FilterLimits withDeadline(Duration time) {
    return new FilterLimits(Optional.of(time), maxCalls);
  }

  /**
   * The same with a limit of calls.
   *
   * @param most how many calls the filter may work on at one time
   * @return new limits
   */
  public FilterLimits withMaxCalls(int most) {
    return new FilterLimits(deadline, OptionalInt.of(most));
  }
}
