/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What conf/runner.yaml and docs/configuration.md have to say about the settings. */
final class SettingsText {
  /** The filter of the example. */
  static final String FILTER = "response-logger";

  private static final int WIDTH = 96;

  private SettingsText() {}

  /** The sections of conf/runner.yaml. */
  static List<String> file() {
    List<String> lines = new ArrayList<>();
    Set<String> groups = new HashSet<>();
    for (Settings.Section section : Settings.SECTIONS) {
      title(lines, section.title());
      section.settings().forEach(setting -> setting(lines, groups, setting));
    }
    title(lines, "Single filters");
    wrap(lines, "What is to be different for single filters, by their names.");
    lines.addAll(List.of("#filters:", "#  " + FILTER + ":", ""));
    Settings.OF_FILTER.forEach(setting -> entry(lines, "    ", setting, setting.kind().example()));
    lines.remove(lines.size() - 1);
    return lines;
  }

  private static void title(List<String> lines, String title) {
    String start = "# -- " + title + " ";
    lines.addAll(List.of(start + "-".repeat(WIDTH - start.length()), ""));
  }

  private static void setting(
      List<String> lines, Set<String> groups, Setting<ConfigDraft, Config, ?> setting) {
    int dot = setting.name().indexOf('.');
    if (dot > 0 && groups.add(setting.name().substring(0, dot))) {
      lines.addAll(List.of("#" + setting.name().substring(0, dot) + ":", ""));
    }
    String standard = setting.standard();
    String value = standard.isEmpty() ? setting.kind().example() : standard;
    entry(lines, dot > 0 ? "  " : "", setting, value);
  }

  private static void entry(
      List<String> lines, String indent, Setting<?, ?, ?> setting, String value) {
    wrap(lines, setting.meaning() + " (" + setting.kind().name() + ")");
    lines.addAll(List.of("#" + indent + setting.lastName() + ": " + value, ""));
  }

  private static void wrap(List<String> lines, String text) {
    StringBuilder line = new StringBuilder("#");
    for (String word : text.replace("`", "").split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
  }

  /** The tables of docs/configuration.md. */
  static List<String> tables() {
    List<String> lines = new ArrayList<>();
    for (Settings.Section section : Settings.SECTIONS) {
      table(lines, section.title());
      section.settings().forEach(setting -> lines.add(row(setting.name(), "none", setting)));
      lines.add("");
    }
    table(lines, "Single filters");
    for (Setting<?, ?, ?> setting : Settings.OF_FILTER) {
      String none = setting.kind().isHidden() ? "none" : "as for all";
      lines.add(row("filters.NAME." + setting.name(), none, setting));
    }
    return lines;
  }

  private static void table(List<String> lines, String title) {
    lines.addAll(List.of("### " + title, ""));
    lines.addAll(
        List.of("| setting | value | default | what it is |", "| --- | --- | --- | --- |"));
  }

  private static String row(String name, String none, Setting<?, ?, ?> setting) {
    String standard = setting.standard().isEmpty() ? none : "`" + setting.standard() + "`";
    return "| `%s` | %s | %s | %s |"
        .formatted(name, setting.kind().name(), standard, setting.meaning());
  }
}
