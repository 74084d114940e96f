/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.core.FailurePolicy;
import io.github.a6runner.core.OnFailure;
import java.util.List;

/** The settings of what becomes of calls when something is wrong. */
final class FailureSettings {

  private FailureSettings() {}

  /** In the order of the file. */
  static List<Setting<ConfigDraft, Config, ?>> all() {
    return List.of(
        Setting.of(
            "on-unusable-filter",
            Kind.oneOf(OnFailure.values()),
            "fail",
            "What becomes of a call whose filter is not loaded, or refuses its conf. `fail`: the client"
                + " gets 503 (or what the route's allow_degradation says). `skip`: the call goes on"
                + " without the filter; not for filters that guard something.",
            Setting.field(
                (d, v) -> d.policies().onUnusableFilter(v),
                c -> c.runner().failurePolicies().standard().onUnusableFilter())),
        Setting.of(
            "on-filter-failure",
            Kind.oneOf(OnFailure.values()),
            "fail",
            "The same for a filter that throws an exception, or does not decide in time.",
            Setting.field(
                (d, v) -> d.policies().onFilterFailure(v),
                c -> c.runner().failurePolicies().standard().onFilterFailure())));
  }

  /** What can be said of a single filter, in {@code filters.NAME}. */
  static List<Setting<FilterDraft, FilterConfig, ?>> ofFilter() {
    return List.of(
        Setting.of(
            "on-unusable-filter",
            Kind.oneOf(OnFailure.values()),
            "",
            "As on-unusable-filter above, for this filter.",
            Setting.field(
                (d, v) -> d.all().policies().onUnusableFilter(d.name(), v),
                c -> policy(c).onUnusableFilter())),
        Setting.of(
            "on-filter-failure",
            Kind.oneOf(OnFailure.values()),
            "",
            "As on-filter-failure above, for this filter.",
            Setting.field(
                (d, v) -> d.all().policies().onFilterFailure(d.name(), v),
                c -> policy(c).onFilterFailure())));
  }

  private static FailurePolicy policy(FilterConfig filter) {
    return filter.all().runner().failurePolicies().of(filter.name());
  }
}
