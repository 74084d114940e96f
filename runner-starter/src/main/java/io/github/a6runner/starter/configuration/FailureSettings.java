/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.FilterLimits;
import java.util.List;

/** The settings of what becomes of calls when something is wrong. */
final class FailureSettings {

  /** What only the filter understands. */
  static final String SETTINGS = "settings";

  private FailureSettings() {}

  /** In the order of the file. */
  static List<Setting<ConfigDraft, Config, ?>> all() {
    return List.of(
        Setting.asIn(
            Config.STANDARD,
            "on-unusable-filter",
            Kind.ON_FAILURE,
            "What becomes of a call whose filter is not loaded, or refuses its conf. `fail`: the client"
                + " gets 503 (or what the route's allow_degradation says). `skip`: the call goes on"
                + " without the filter; not for filters that guard something. `stop 403`: the client"
                + " gets that status, whatever the route says.",
            Setting.field(
                (d, v) -> d.policies().onUnusableFilter(v),
                c -> c.runner().failurePolicies().standard().onUnusableFilter())),
        Setting.asIn(
            Config.STANDARD,
            "on-filter-failure",
            Kind.ON_FAILURE,
            "The same for a filter that throws an exception, does not decide in time, or cannot be run"
                + " because too many of its calls are under way.",
            Setting.field(
                (d, v) -> d.policies().onFilterFailure(v),
                c -> c.runner().failurePolicies().standard().onFilterFailure())));
  }

  /** What can be said of a single filter, in {@code filters.NAME}. */
  static List<Setting<FilterDraft, FilterConfig, ?>> ofFilter() {
    return List.of(
        Setting.of(
            "on-unusable-filter",
            Kind.ON_FAILURE,
            "",
            "As on-unusable-filter above, for this filter.",
            Setting.field(
                (d, v) -> d.all().policies().onUnusableFilter(d.name(), v),
                c -> policy(c).onUnusableFilter())),
        Setting.of(
            "on-filter-failure",
            Kind.ON_FAILURE,
            "",
            "As on-filter-failure above, for this filter.",
            Setting.field(
                (d, v) -> d.all().policies().onFilterFailure(d.name(), v),
                c -> policy(c).onFilterFailure())),
        Setting.of(
            "deadline",
            Kind.DURATION,
            "",
            "How long this filter may work on one call, with what it asks of APISIX. After that,"
                + " on-filter-failure says what becomes of the call. Without it, as long as the call.",
            Setting.field(
                (d, v) -> d.all().policies().deadline(d.name(), v),
                c -> limits(c).deadline().orElseThrow())),
        Setting.of(
            "max-calls",
            Kind.NUMBER,
            "",
            "As max-calls-per-filter above, for this filter.",
            Setting.field(
                (d, v) -> d.all().policies().maxCalls(d.name(), v),
                c -> limits(c).maxCalls().orElseThrow())),
        Setting.of(
            SETTINGS,
            Kind.SETTINGS,
            "",
            "What this filter is told at its start, such as the address and the password of a database;"
                + " its author says which keys there are. Do not give it with --set where others"
                + " can see the processes of the machine.",
            Setting.field(
                (d, v) -> d.all().policies().settings(d.name(), v),
                c -> c.all().filterSettings().of(c.name()))));
  }

  private static FilterLimits limits(FilterConfig filter) {
    return filter.all().runner().filterLimits().getOrDefault(filter.name(), FilterLimits.NONE);
  }

  private static FailurePolicy policy(FilterConfig filter) {
    return filter.all().runner().failurePolicies().of(filter.name());
  }
}
