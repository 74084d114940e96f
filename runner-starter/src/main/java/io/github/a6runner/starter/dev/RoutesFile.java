/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.starter.yaml.YamlFile;
import io.github.a6runner.starter.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads routes in the format of APISIX's standalone mode. */
final class RoutesFile {
  private static final String END = "#END";

  private final Report report;

  /**
   * What is in a file.
   *
   * @param table its routes; not to be used if there are problems
   * @param problems what makes it unusable
   * @param warnings what in it is ignored
   */
  record Contents(RouteTable table, List<String> problems, List<String> warnings) {}

  private RoutesFile(Report report) {
    this.report = report;
  }

  /**
   * Reads a text.
   *
   * @param name what to call the file in messages
   * @param text what it says
   */
  static Contents read(String name, String text) {
    Report report = new Report(name);
    List<Route> routes =
        YamlFile.read(name, text, report.problems())
            .map(root -> new RoutesFile(report).routes(root))
            .orElse(List.of());
    requireEnd(text, report);
    if (routes.isEmpty() && report.problems().isEmpty()) {
      report.problem(1, "no routes (expected: routes: with at least one that is enabled)");
    }
    return new Contents(
        new RouteTable(routes), List.copyOf(report.problems()), List.copyOf(report.warnings()));
  }

  /** Without it APISIX takes the file for one that is still being written. */
  private static void requireEnd(String text, Report report) {
    List<String> lines = text.stripTrailing().lines().toList();
    if (lines.isEmpty() || !lines.get(lines.size() - 1).strip().equals(END)) {
      report.problem(
          Math.max(1, lines.size()),
          "the end: not marked (expected: "
              + END
              + " as last line; APISIX ignores a file without)");
    }
  }

  private List<Route> routes(YamlNode root) {
    List<Route> routes = new ArrayList<>();
    for (YamlNode.Entry entry : report.entries("the file", root)) {
      if (entry.key().equals("routes")) {
        read(report.elements("routes", entry.value()), routes);
      } else {
        report.ignored(entry.line(), entry.key());
      }
    }
    return routes;
  }

  private void read(List<YamlNode> nodes, List<Route> routes) {
    Set<String> ids = new HashSet<>();
    int place = 0;
    for (YamlNode node : nodes) {
      place++;
      RouteReader reader = new RouteReader(report, node, "arr_" + place);
      reader.read().ifPresent(routes::add);
      if (!ids.add(reader.id())) {
        report.problem(node.line(), "id: " + reader.id() + " (expected: one that no other has)");
      }
    }
  }
}
