/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The failure policies of all filters. Immutable.
 *
 * @param standard the policy of every filter that has none of its own
 * @param byFilter policies by the filter's name
 */
public record FailurePolicies(FailurePolicy standard, Map<String, FailurePolicy> byFilter) {

  /** The default: every failure of every filter fails the call. */
  public static final FailurePolicies FAIL = new FailurePolicies(FailurePolicy.FAIL, Map.of());

  /**
   * Takes both, and copies the map.
   *
   * @param standard the policy of every filter that has none of its own
   * @param byFilter policies by the filter's name
   */
  public FailurePolicies {
    requireNonNull(standard, "standard");
    byFilter = Map.copyOf(byFilter);
  }

  /**
   * The policy of one filter.
   *
   * @param filter the filter's name
   * @return its own policy, or else the standard one
   */
  public FailurePolicy of(String filter) {
    return byFilter.getOrDefault(filter, standard);
  }
}
