/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.yaml.YamlNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads settings from the file, the environment and the command line. Whatever is wrong there
 * becomes a problem of the draft.
 */
final class ConfigReader {
  private static final String GROUP = "a mapping of settings to values";
  private static final String FILTERS = "a mapping from names of filters to their settings";
  private static final String FILTER_PREFIX = Settings.FILTERS + ".";

  private final ConfigDraft draft;
  private final ConfigFindings findings;

  ConfigReader(ConfigDraft draft) {
    this.draft = draft;
    this.findings = draft.findings();
  }

  /** Takes a whole file. */
  void file(ConfigValue root) {
    findings.attempt(() -> group(root));
  }

  /** Takes the variables of the runner; all others are nobody's business. */
  void environment(Map<String, String> environment) {
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (name.startsWith(Surroundings.PREFIX) && !Settings.OF_SCRIPT.contains(name)) {
                findings.attempt(() -> variable(name, text));
              }
            });
  }

  /** Takes what an option says about a setting. */
  void option(String option, String key, String text) {
    findings.attempt(() -> named(untyped(option, key, text)));
  }

  private static ConfigValue untyped(String source, String key, String text) {
    YamlNode node = new YamlNode.Scalar(0, text, YamlNode.Scalar.Type.UNTYPED);
    return new ConfigValue(Origin.of(source), key, node);
  }

  private void variable(String name, String text) throws UsageException {
    Optional<Setting<ConfigDraft, Config, ?>> setting =
        Settings.all().filter(each -> each.variable().equals(name)).findFirst();
    if (setting.isEmpty()) {
      throw new UsageException(name + ": unknown (expected: " + expectedVariable(name) + ")");
    }
    apply(setting.get(), untyped(name, setting.get().name(), text));
  }

  private static String expectedVariable(String name) {
    return name.startsWith(Surroundings.PREFIX + "FILTERS_")
        ? "settings of single filters in the file or with --set"
        : Surroundings.PREFIX + "EVENT_LOOPS for event-loops, or another setting like that";
  }

  /** Takes a setting by its full name. */
  private void named(ConfigValue value) throws UsageException {
    Optional<Setting<ConfigDraft, Config, ?>> setting = Settings.find(value.key());
    if (setting.isPresent()) {
      apply(setting.get(), value);
    } else if (value.key().startsWith(FILTER_PREFIX)) {
      ofFilter(value, value.key().substring(value.key().lastIndexOf('.') + 1));
    } else {
      throw unknown(value, Settings.namesIn(""));
    }
  }

  private void group(ConfigValue parent) throws UsageException {
    for (ConfigValue value : parent.children(GROUP)) {
      findings.attempt(() -> inGroup(parent.key(), value));
    }
  }

  private void inGroup(String group, ConfigValue value) throws UsageException {
    Set<String> names = Settings.namesIn(group);
    String name = group.isEmpty() ? value.key() : value.key().substring(group.length() + 1);
    if (!names.contains(name)) {
      throw unknown(value, names);
    }
    Optional<Setting<ConfigDraft, Config, ?>> setting = Settings.find(value.key());
    if (setting.isPresent()) {
      applyUnlessNothing(setting.get(), value);
    } else if (value.key().equals(Settings.FILTERS)) {
      filters(value);
    } else {
      group(value);
    }
  }

  private void filters(ConfigValue parent) throws UsageException {
    for (ConfigValue filter : parent.children(FILTERS)) {
      findings.attempt(() -> filter(filter));
    }
  }

  private void filter(ConfigValue filter) throws UsageException {
    for (ConfigValue value : filter.children(GROUP)) {
      if (!(value.node() instanceof YamlNode.Nothing)) {
        findings.attempt(() -> ofFilter(value, value.key().substring(filter.key().length() + 1)));
      }
    }
  }

  /** Takes a setting of one filter, in whose name there may be dots. */
  private void ofFilter(ConfigValue value, String name) throws UsageException {
    Setting<FilterDraft, FilterConfig, ?> setting =
        Settings.findOfFilter(name).orElseThrow(() -> unknown(value, namesOfFilter()));
    int end = value.key().length() - name.length() - 1;
    if (end <= FILTER_PREFIX.length()) {
      throw unknown(value, Set.of(FILTER_PREFIX + "NAME." + name));
    }
    String filter = value.key().substring(FILTER_PREFIX.length(), end);
    setting.apply(new FilterDraft(draft, filter), value);
    findings.origin(value.key(), value.origin());
  }

  /** A setting without a value keeps its default. */
  private void applyUnlessNothing(Setting<ConfigDraft, Config, ?> setting, ConfigValue value)
      throws UsageException {
    if (!(value.node() instanceof YamlNode.Nothing)) {
      apply(setting, value);
    }
  }

  private void apply(Setting<ConfigDraft, Config, ?> setting, ConfigValue value)
      throws UsageException {
    setting.apply(draft, value);
    findings.origin(setting.name(), value.origin());
  }

  private static Set<String> namesOfFilter() {
    Set<String> names = new TreeSet<>();
    Settings.OF_FILTER.forEach(setting -> names.add(setting.name()));
    return names;
  }

  private static UsageException unknown(ConfigValue value, Set<String> names) {
    return new UsageException(
        value.naming() + ": unknown (expected: one of " + String.join(", ", names) + ")");
  }
}
