/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.core.FailurePolicies;
import io.github.a6runner.core.FailurePolicy;
import io.github.a6runner.core.FilterLimits;
import io.github.a6runner.core.OnFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers the policies and limits of filters; what a filter does not say is as for all. Not
 * thread-safe.
 */
final class PolicyDraft {
  private OnFailure onUnusableFilter = OnFailure.FAIL;
  private OnFailure onFilterFailure = OnFailure.FAIL;
  private final Map<String, OnFailure> onUnusable = new HashMap<>();
  private final Map<String, OnFailure> onFailure = new HashMap<>();
  private final Map<String, Duration> deadlines = new HashMap<>();

  void onUnusableFilter(OnFailure policy) {
    onUnusableFilter = policy;
  }

  void onFilterFailure(OnFailure policy) {
    onFilterFailure = policy;
  }

  void onUnusableFilter(String filter, OnFailure policy) {
    onUnusable.put(filter, policy);
  }

  void onFilterFailure(String filter, OnFailure policy) {
    onFailure.put(filter, policy);
  }

  void deadline(String filter, Duration deadline) {
    deadlines.put(filter, deadline);
  }

  /** The limits of the filters that have some. */
  Map<String, FilterLimits> limits() {
    Map<String, FilterLimits> limits = new HashMap<>();
    deadlines.forEach((name, time) -> limits.put(name, new FilterLimits(Optional.of(time))));
    return limits;
  }

  FailurePolicies build() {
    Set<String> filters = new HashSet<>(onUnusable.keySet());
    filters.addAll(onFailure.keySet());
    Map<String, FailurePolicy> byFilter = new HashMap<>();
    for (String filter : filters) {
      byFilter.put(
          filter,
          new FailurePolicy(
              onUnusable.getOrDefault(filter, onUnusableFilter),
              onFailure.getOrDefault(filter, onFilterFailure)));
    }
    return new FailurePolicies(new FailurePolicy(onUnusableFilter, onFilterFailure), byFilter);
  }
}
