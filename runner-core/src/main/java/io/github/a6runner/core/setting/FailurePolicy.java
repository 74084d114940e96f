/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import static java.util.Objects.requireNonNull;

/**
 * What becomes of the calls of one filter when it fails them. Immutable.
 *
 * @param onUnusableFilter for a filter that is not loaded or cannot use its configuration
 * @param onFilterFailure for a filter that throws, or does not decide in time
 */
public record FailurePolicy(OnFailure onUnusableFilter, OnFailure onFilterFailure) {

  /** The default: every failure fails the call. */
  public static final FailurePolicy FAIL = new FailurePolicy(OnFailure.FAIL, OnFailure.FAIL);

  /**
   * Takes both.
   *
   * @param onUnusableFilter for a filter that is not loaded or cannot use its configuration
   * @param onFilterFailure for a filter that throws, or does not decide in time
   */
  public FailurePolicy {
    requireNonNull(onUnusableFilter, "onUnusableFilter");
    requireNonNull(onFilterFailure, "onFilterFailure");
  }
}
