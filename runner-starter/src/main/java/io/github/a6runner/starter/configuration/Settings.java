/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The settings. A new one is added in one place, the class of its section: the configuration file,
 * the variables of the environment, {@code --set}, {@code check --print} and the documentation
 * follow it.
 */
final class Settings {
  /** The mapping with the settings of single filters. */
  static final String FILTERS = "filters";

  /** Variables of the environment that are the script's, not settings. */
  static final Set<String> OF_SCRIPT = Set.of("A6_RUNNER_JAVA_OPTS", "A6_RUNNER_ARCHIVE_DIR");

  /** The sections of the file, in its order. */
  static final List<Section> SECTIONS =
      List.of(
          new Section("Where", PlaceSettings.all()),
          new Section("How much", LimitSettings.all()),
          new Section("When something is wrong", FailureSettings.all()),
          new Section("Log", LoggingSettings.all()),
          new Section("Management", ManagementSettings.all()));

  /** What can be said of a single filter, in {@code filters.NAME}. */
  static final List<Setting<FilterDraft, FilterConfig, ?>> OF_FILTER = FailureSettings.ofFilter();

  private Settings() {}

  /** A part of the file. */
  record Section(String title, List<Setting<ConfigDraft, Config, ?>> settings) {}

  /** All settings but those of single filters. */
  static Stream<Setting<ConfigDraft, Config, ?>> all() {
    return SECTIONS.stream().flatMap(section -> section.settings().stream());
  }

  /** The setting of a full name. */
  static Optional<Setting<ConfigDraft, Config, ?>> find(String name) {
    return all().filter(setting -> setting.name().equals(name)).findFirst();
  }

  /** The setting of a single filter, by its name without the filter's. */
  static Optional<Setting<FilterDraft, FilterConfig, ?>> findOfFilter(String name) {
    return OF_FILTER.stream().filter(setting -> setting.name().equals(name)).findFirst();
  }

  /** The names that may stand in a mapping of the file; none if there is no such mapping. */
  static Set<String> namesIn(String mapping) {
    String prefix = mapping.isEmpty() ? "" : mapping + ".";
    Set<String> names = new TreeSet<>();
    all()
        .filter(setting -> setting.name().startsWith(prefix))
        .forEach(
            setting -> names.add(setting.name().substring(prefix.length()).split("\\.", 2)[0]));
    if (mapping.isEmpty()) {
      names.add(FILTERS);
    }
    return names;
  }
}
