/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.starter.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong or ignored in a routes file, and reads values out of its nodes. */
final class Report {
  private final String name;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Report(String name) {
    this.name = name;
  }

  /** What makes the file unusable; those who read the YAML add to it, too. */
  List<String> problems() {
    return problems;
  }

  /** What is ignored. */
  List<String> warnings() {
    return warnings;
  }

  void problem(int line, String what) {
    problems.add(name + ":" + line + ": " + what);
  }

  void ignored(int line, String what) {
    warnings.add(name + ":" + line + ": " + what + ": ignored, the dev gateway does not have it");
  }

  /** The entries of a mapping; none, and a problem, if it is something else. */
  List<YamlNode.Entry> entries(String key, YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping.entries();
    }
    wrong(key, node, "a mapping");
    return List.of();
  }

  /** The elements of a list; none, and a problem, if it is something else. */
  List<YamlNode> elements(String key, YamlNode node) {
    if (node instanceof YamlNode.Sequence sequence && !sequence.elements().isEmpty()) {
      return sequence.elements();
    }
    wrong(key, node, "a list with at least one element");
    return List.of();
  }

  /** A value as it is written. */
  Optional<String> text(String key, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return Optional.of(scalar.text());
    }
    wrong(key, node, "a text");
    return Optional.empty();
  }

  /** A value of a kind that a pattern tells. */
  Optional<String> text(String key, YamlNode node, String pattern, String expected) {
    Optional<String> text = text(key, node);
    if (text.isPresent() && !text.get().matches(pattern)) {
      wrong(key, node, expected);
      return Optional.empty();
    }
    return text;
  }

  private void wrong(String key, YamlNode node, String expected) {
    problem(node.line(), key + ": " + node.shown() + " (expected: " + expected + ")");
  }
}
