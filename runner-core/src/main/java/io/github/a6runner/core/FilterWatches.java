/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.count.Share;
import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.FilterLimits;
import io.github.a6runner.core.setting.RunnerConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The {@link FilterWatch}es of all filters that have run. Thread-safe. */
final class FilterWatches {
  private static final int MOST_STUCK = 16;
  private static final int STUCK_PART = 5;

  private final RunnerConfig config;
  private final Share allCalls;
  private final Map<String, FilterWatch> byName = new ConcurrentHashMap<>();

  /**
   * Makes none yet.
   *
   * @param config says what filters may do, and what becomes of calls when they fail
   */
  FilterWatches(RunnerConfig config) {
    this.config = config;
    this.allCalls = new Share(config.maxCallsInFlight());
  }

  /** The watch of a filter that is loaded; the same one each time. */
  FilterWatch of(String filter) {
    FilterWatch known = byName.get(filter);
    return known != null ? known : byName.computeIfAbsent(filter, this::make);
  }

  FailurePolicies policies() {
    return config.failurePolicies();
  }

  /** Plugins have changed: what was held to be slow gets another chance. */
  void forgive() {
    byName.values().forEach(FilterWatch::forgive);
  }

  /** What each is in the middle of, by name. */
  Map<String, RunnerLoad.OfFilter> load() {
    return byName.values().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                FilterWatch::name,
                filter -> new RunnerLoad.OfFilter(filter.calls(), filter.stuck())));
  }

  private FilterWatch make(String filter) {
    FilterLimits own = config.filterLimits().getOrDefault(filter, FilterLimits.NONE);
    long deadline =
        config.deadlines()
            ? own.deadline().map(Duration::toNanos).orElse(FilterWatch.NEVER)
            : FilterWatch.NEVER;
    int maxCalls = own.maxCalls().orElse(config.load().maxCallsPerFilter());
    FilterWatch.Limits limits = new FilterWatch.Limits(deadline, maxCalls, maxStuck());
    return new FilterWatch(filter, config.failurePolicies().of(filter), limits, allCalls);
  }

  /** A fifth of the threads that one filter can have, but not many where threads are many. */
  private int maxStuck() {
    return Math.max(1, Math.min(MOST_STUCK, config.workerThreads() / STUCK_PART));
  }
}
