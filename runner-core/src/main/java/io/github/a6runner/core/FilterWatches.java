/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The {@link FilterWatch}es of all filters that have run. Thread-safe. */
final class FilterWatches {
  private final FailurePolicies policies;
  private final Map<String, FilterLimits> limits;
  private final boolean deadlines;
  private final Map<String, FilterWatch> byName = new ConcurrentHashMap<>();

  /**
   * Makes none yet.
   *
   * @param config says what filters may do, and what becomes of calls when they fail
   */
  FilterWatches(RunnerConfig config) {
    this.policies = config.failurePolicies();
    this.limits = config.filterLimits();
    this.deadlines = config.deadlines();
  }

  /** The watch of a filter that is loaded; the same one each time. */
  FilterWatch of(String filter) {
    FilterWatch known = byName.get(filter);
    return known != null ? known : byName.computeIfAbsent(filter, this::make);
  }

  FailurePolicies policies() {
    return policies;
  }

  /** The names of those that run as blocking ones although they said they would not block. */
  Set<String> demoted() {
    return byName.values().stream()
        .filter(FilterWatch::isDemoted)
        .map(FilterWatch::name)
        .collect(Collectors.toSet());
  }

  /** Plugins have changed: what was held to be slow gets another chance. */
  void forgive() {
    byName.values().forEach(FilterWatch::forgive);
  }

  private FilterWatch make(String filter) {
    FilterLimits own = limits.getOrDefault(filter, FilterLimits.NONE);
    long deadline =
        deadlines
            ? own.deadline().map(Duration::toNanos).orElse(FilterWatch.NEVER)
            : FilterWatch.NEVER;
    return new FilterWatch(filter, policies.of(filter), deadline);
  }
}
