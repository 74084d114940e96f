/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.a6runner.core.plugin.LoadedFilter;
import java.util.ArrayList;
import java.util.List;

/** Filters and what they take as a table for a person. */
final class PluginsTable {
  private static final List<String> TITLES =
      List.of("FILTER", "EXECUTION", "PHASES", "ORIGIN", "CONFIGURATION");
  private static final String INDENT = "    ";

  private PluginsTable() {}

  /**
   * Writes the table.
   *
   * @param filters the filters
   * @param verbose whether each field's type, limits and default are told
   */
  static List<String> of(List<DescribedFilter> filters, boolean verbose) {
    List<List<String>> rows = new ArrayList<>(List.of(TITLES));
    filters.forEach(each -> rows.add(row(each)));
    List<String> lines = new ArrayList<>(List.of(line(TITLES, rows)));
    for (int i = 0; i < filters.size(); i++) {
      lines.add(line(rows.get(i + 1), rows));
      if (verbose) {
        List<List<String>> fields = fields(filters.get(i));
        fields.forEach(field -> lines.add(INDENT + line(field, fields)));
      }
    }
    return lines;
  }

  private static List<String> row(DescribedFilter described) {
    LoadedFilter filter = described.filter();
    return List.of(
        filter.name(),
        filter.execution().label(),
        String.join(", ", described.phases()),
        filter.origin(),
        brief(described));
  }

  private static String brief(DescribedFilter described) {
    return described
        .schema()
        .map(ConfFields::brief)
        .filter(fields -> !fields.isEmpty())
        .orElse("-");
  }

  private static List<List<String>> fields(DescribedFilter described) {
    return described
        .schema()
        .map(PluginsTable::rows)
        .orElse(List.of(List.of(described.reason().orElse(""))));
  }

  private static List<List<String>> rows(JsonNode schema) {
    return ConfFields.detailed(schema).stream()
        .map(field -> List.of(field.name(), field.takes()))
        .toList();
  }

  private static String line(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      int at = column;
      int width = rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
      line.append(row.get(column)).append(" ".repeat(width - row.get(column).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
