/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.starter.yaml.YamlFile;
import io.github.a6runner.starter.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What APISIX's config.yaml says about its runner. Immutable.
 *
 * @param name what to call the file
 * @param pathForTest {@code ext-plugin.path_for_test}
 * @param command {@code ext-plugin.cmd}; empty if it is not there
 * @param workerUser {@code nginx_config.user}
 * @param variables {@code nginx_config.envs}, what nginx does not hide
 * @param plugins {@code plugins}; empty if all of APISIX's defaults are on
 */
record ApisixConfig(
    String name,
    Optional<String> pathForTest,
    List<String> command,
    Optional<String> workerUser,
    List<String> variables,
    Optional<List<String>> plugins) {

  /** Takes all of it, and copies the lists. */
  ApisixConfig {
    command = List.copyOf(command);
    variables = List.copyOf(variables);
    plugins = plugins.map(List::copyOf);
  }

  /** Reads a file's text; what is not YAML becomes a problem. */
  static Optional<ApisixConfig> read(String name, String text, List<String> problems) {
    int before = problems.size();
    Optional<YamlNode> root = YamlFile.read(name, text, problems);
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(of(name, root.orElse(new YamlNode.Nothing(1))));
  }

  private static ApisixConfig of(String name, YamlNode root) {
    Optional<YamlNode> external = child(root, "ext-plugin");
    Optional<YamlNode> nginx = child(root, "nginx_config");
    return new ApisixConfig(
        name,
        external.flatMap(node -> child(node, "path_for_test")).flatMap(ApisixConfig::text),
        external.flatMap(node -> child(node, "cmd")).map(ApisixConfig::texts).orElse(List.of()),
        nginx.flatMap(node -> child(node, "user")).flatMap(ApisixConfig::text),
        nginx.flatMap(node -> child(node, "envs")).map(ApisixConfig::texts).orElse(List.of()),
        child(root, "plugins").map(ApisixConfig::texts));
  }

  private static Optional<YamlNode> child(YamlNode node, String key) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return Optional.empty();
    }
    return mapping.entries().stream()
        .filter(entry -> entry.key().equals(key))
        .map(YamlNode.Entry::value)
        .findFirst();
  }

  private static Optional<String> text(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  private static List<String> texts(YamlNode node) {
    List<String> texts = new ArrayList<>();
    if (node instanceof YamlNode.Sequence sequence) {
      sequence.elements().forEach(element -> text(element).ifPresent(texts::add));
    } else {
      text(node).ifPresent(texts::add);
    }
    return texts;
  }
}
