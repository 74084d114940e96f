/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a chain as a route in APISIX's standalone format. */
final class RouteSnippet {
  private final List<String> lines = new ArrayList<>();

  private RouteSnippet() {}

  static String of(PlayInput input) {
    RouteSnippet snippet = new RouteSnippet();
    snippet.add(0, "routes:");
    snippet.add(1, "- uri: " + quoted(input.incoming().toGateway().path().string()));
    if (!input.chain().isEmpty()) {
      snippet.add(2, "plugins:");
      List.of(ExtPlugin.values()).forEach(plugin -> snippet.phase(input, plugin));
    }
    snippet.add(2, "upstream:");
    snippet.add(3, "type: roundrobin");
    snippet.add(3, "nodes:");
    snippet.add(4, "\"127.0.0.1:8080\": 1");
    snippet.add(0, "#END");
    return String.join("\n", snippet.lines) + "\n";
  }

  private void phase(PlayInput input, ExtPlugin plugin) {
    List<PlayFilter> chain = input.chain(plugin);
    if (chain.isEmpty()) {
      return;
    }
    add(3, plugin.pluginName() + ":");
    if (input.degrading().contains(plugin)) {
      add(4, "allow_degradation: true");
    }
    add(4, "conf:");
    for (PlayFilter filter : chain) {
      add(5, "- name: " + quoted(filter.name()));
      add(5, "  value: " + quoted(filter.conf()));
    }
  }

  private void add(int depth, String line) {
    lines.add("  ".repeat(depth) + line);
  }

  /** In single quotes, where backslashes mean nothing; or in double ones if it has many lines. */
  private static String quoted(String text) {
    return text.chars().noneMatch(Character::isISOControl)
        ? "'" + text.replace("'", "''") + "'"
        : "\"" + escaped(text) + "\"";
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        escaped.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
      } else {
        escaped.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return escaped.toString();
  }
}
