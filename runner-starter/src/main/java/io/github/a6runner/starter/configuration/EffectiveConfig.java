/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes the configuration that is in effect as YAML, with where each value comes from. */
public final class EffectiveConfig {
  private static final int COLUMN = 48;
  private static final String STEP = "  ";
  private static final String FILTER_PREFIX = Settings.FILTERS + ".";

  private final Config config;
  private final Map<String, Origin> origins;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> groups = new LinkedHashSet<>();

  private EffectiveConfig(Config config, Map<String, Origin> origins) {
    this.config = config;
    this.origins = origins;
  }

  /**
   * Writes a configuration.
   *
   * @param config the configuration
   * @param draft what it was built of
   * @return the lines of a file that, read again, comes to the same but for what may be secret
   */
  public static List<String> lines(Config config, ConfigDraft draft) {
    EffectiveConfig text = new EffectiveConfig(config, draft.findings().origins());
    Settings.all().forEach(text::add);
    text.addFilters();
    return text.lines;
  }

  private void add(Setting<ConfigDraft, Config, ?> setting) {
    int dot = setting.name().lastIndexOf('.');
    if (dot >= 0) {
      openGroup(setting.name().substring(0, dot));
    }
    Origin origin = origins.get(setting.name());
    String indent = STEP.repeat(depth(setting.name()));
    String key = indent + setting.lastName() + ":";
    if (origin != null) {
      addLine(key + " " + setting.shown(config), origin.place());
    } else if (setting.standard().isEmpty()) {
      addLine(key, "not given");
    } else {
      addLine(key + " " + setting.shown(config), "default");
    }
  }

  private void openGroup(String group) {
    int dot = group.lastIndexOf('.');
    if (dot >= 0) {
      openGroup(group.substring(0, dot));
    }
    if (groups.add(group)) {
      lines.add(STEP.repeat(depth(group)) + group.substring(dot + 1) + ":");
    }
  }

  private static int depth(String name) {
    return (int) name.chars().filter(character -> character == '.').count();
  }

  /** Only what is said about filters: what is not is as for all. */
  private void addFilters() {
    Set<String> filters = new TreeSet<>();
    for (String key : origins.keySet()) {
      if (key.startsWith(FILTER_PREFIX)) {
        filters.add(key.substring(FILTER_PREFIX.length(), key.lastIndexOf('.')));
      }
    }
    if (filters.isEmpty()) {
      addLine(Settings.FILTERS + ": {}", "default");
      return;
    }
    lines.add(Settings.FILTERS + ":");
    filters.forEach(this::addFilter);
  }

  private void addFilter(String filter) {
    lines.add(STEP + YamlText.scalar(filter) + ":");
    for (Setting<FilterDraft, FilterConfig, ?> setting : Settings.OF_FILTER) {
      Origin origin = origins.get(FILTER_PREFIX + filter + "." + setting.name());
      if (origin != null) {
        String value = setting.shown(new FilterConfig(config, filter));
        String name = (setting.kind().isHidden() ? "# " : "") + setting.name();
        addLine(STEP + STEP + name + ": " + value, origin.place());
      }
    }
  }

  private void addLine(String line, String origin) {
    lines.add(line + " ".repeat(Math.max(1, COLUMN - line.length())) + "# " + origin);
  }
}
