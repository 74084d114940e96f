/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.FilterLimits;
import io.github.a6runner.core.setting.FilterSettings;
import io.github.a6runner.core.setting.OnFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the policies and limits of filters; what a filter does not say is as for all. Not
 * thread-safe.
 */
final class PolicyDraft {
  private OnFailure onUnusableFilter = OnFailure.FAIL;
  private OnFailure onFilterFailure = OnFailure.FAIL;
  private final Map<String, OnFailure> onUnusable = new HashMap<>();
  private final Map<String, OnFailure> onFailure = new HashMap<>();
  private final Map<String, FilterLimits> limits = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();

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
    limits.compute(filter, (name, known) -> orNone(known).withDeadline(deadline));
  }

  void maxCalls(String filter, int most) {
    limits.compute(filter, (name, known) -> orNone(known).withMaxCalls(most));
  }

  void settings(String filter, String json) {
    settings.put(filter, json);
  }

  private static FilterLimits orNone(@Nullable FilterLimits known) {
    return known == null ? FilterLimits.NONE : known;
  }

  /** The settings of the filters that have some. */
  FilterSettings settings() {
    return new FilterSettings(settings);
  }

  /** The limits of the filters that have some. */
  Map<String, FilterLimits> limits() {
    return Map.copyOf(limits);
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
