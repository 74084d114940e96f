/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What one filter may take. Immutable.
 *
 * @param deadline how long it may work on one call; empty if only the call's own deadline counts
 */
public record FilterLimits(Optional<Duration> deadline) {

  /** The default: nothing but what holds for all filters. */
  public static final FilterLimits NONE = new FilterLimits(Optional.empty());

  /**
   * Takes all limits.
   *
   * @param deadline how long it may work on one call
   */
  public FilterLimits {
    requireNonNull(deadline, "deadline");
  }
}
