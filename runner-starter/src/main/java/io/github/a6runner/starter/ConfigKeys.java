/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings of the configuration file: their names, and what each of them sets. */
final class ConfigKeys {

  private static final String FILTERS = "a mapping from names of filters to their policies";
  private static final String USERS = "a list of names or numbers of users, such as [nobody, 1000]";

  private static final Map<String, Setter> RUNNER =
      Map.ofEntries(
          Map.entry("listen", (draft, value) -> draft.listen(listen(value), value.place())),
          Map.entry("conf-expire-time", (d, v) -> d.runner().confExpireTime(v.duration())),
          Map.entry("plugins", (draft, value) -> draft.plugins(value.text("a folder"))),
          Map.entry("watch-plugins", (draft, value) -> draft.watchPlugins(value.bool())),
          Map.entry("max-confs", (d, v) -> d.runner().maxConfs(v.integer())),
          Map.entry("call-deadline", (d, v) -> d.runner().callDeadline(v.duration())),
          Map.entry("max-calls-in-flight", (d, v) -> d.runner().maxCallsInFlight(v.integer())),
          Map.entry("worker-threads", (d, v) -> d.runner().workerThreads(v.integer())),
          Map.entry("event-loops", (d, v) -> d.runner().eventLoops(v.integer())),
          Map.entry("shutdown-grace", (d, v) -> d.shutdownGrace(v.duration())),
          Map.entry("allowed-users", (draft, value) -> draft.allowedUsers(value.names(USERS))),
          Map.entry("on-unusable-filter", (d, v) -> d.policies().onUnusableFilter(v.onFailure())),
          Map.entry("on-filter-failure", (d, v) -> d.policies().onFilterFailure(v.onFailure())),
          Map.entry("filters", ConfigKeys::filters),
          Map.entry("log", (draft, value) -> all(draft, value, ConfigKeys.LOG)));

  private static final Map<String, Setter> LOG =
      Map.of(
          "level",
          (d, v) -> d.log(d.log().withLevel(v.oneOf(LogSettings.Level.values()))),
          "target",
          (d, v) -> d.log(d.log().withTarget(v.oneOf(LogSettings.Target.values()))),
          "file",
          (d, v) -> d.log(d.log().withFile(d.installation().resolve(v.text("a file")))),
          "max-file-size",
          (d, v) -> d.log(d.log().withMaxFileSize(v.bytes())),
          "keep-days",
          (d, v) -> d.log(d.log().withKeepDays(v.integer())));

  private static final Map<String, Setter> POLICY =
      Map.of(
          "on-unusable-filter",
          (d, v) -> d.policies().onUnusableFilter(filterOf(v), v.onFailure()),
          "on-filter-failure",
          (d, v) -> d.policies().onFilterFailure(filterOf(v), v.onFailure()));

  private ConfigKeys() {}

  /** What takes the value of a setting. */
  private interface Setter {
    void set(ConfigDraft draft, ConfigValue value) throws UsageException;
  }

  /** Takes a whole file; every problem in it is told to the draft. */
  static void read(ConfigDraft draft, ConfigValue root) {
    try {
      all(draft, root, RUNNER);
    } catch (UsageException e) {
      draft.problems().addAll(e.problems());
    }
  }

  /** The names of all settings, those in {@code log} without that. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(RUNNER.keySet());
    names.addAll(LOG.keySet());
    return names;
  }

  private static void all(ConfigDraft draft, ConfigValue parent, Map<String, Setter> setters)
      throws UsageException {
    for (ConfigValue value : parent.children("a mapping of settings to values")) {
      one(draft, value, setters);
    }
  }

  private static void one(ConfigDraft draft, ConfigValue value, Map<String, Setter> setters) {
    Setter setter = setters.get(value.lastName());
    if (setter == null) {
      draft.problems().add(unknown(value, setters));
      return;
    }
    draft.origin(value.key(), value.place());
    // A setting without a value keeps its default.
    if (value.node() instanceof YamlNode.Nothing) {
      return;
    }
    try {
      setter.set(draft, value);
    } catch (UsageException e) {
      draft.problems().addAll(e.problems());
    }
  }

  private static String unknown(ConfigValue value, Map<String, Setter> setters) {
    String known = String.join(", ", new TreeSet<>(setters.keySet()));
    return value.place() + ": " + value.key() + ": unknown (expected: one of " + known + ")";
  }

  private static Path listen(ConfigValue value) throws UsageException {
    String name = value.place() + ": " + value.key();
    return ListenAddress.absolute(name, value.text("unix: and an absolute path"));
  }

  private static void filters(ConfigDraft draft, ConfigValue value) throws UsageException {
    for (ConfigValue filter : value.children(FILTERS)) {
      all(draft, filter, POLICY);
    }
  }

  /** The name in {@code filters.NAME.policy}; it may itself have dots in it. */
  private static String filterOf(ConfigValue policy) {
    List<String> parts = List.of(policy.key().split("\\.", -1));
    return String.join(".", parts.subList(1, parts.size() - 1));
  }
}
