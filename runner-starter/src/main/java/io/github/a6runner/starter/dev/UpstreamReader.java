/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.starter.yaml.YamlNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the upstream of a route, of which the first node counts. */
final class UpstreamReader {
  /** What makes no difference with one node. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("type", "name", "desc", "retries", "retry_timeout", "timeout", "checks", "key");

  private final Report report;
  private final List<String> nodes = new ArrayList<>();
  private String scheme = "http";

  UpstreamReader(Report report) {
    this.report = report;
  }

  /** Returns where the first node is; empty if there is none. */
  Optional<URI> read(YamlNode upstream) {
    report.entries("upstream", upstream).forEach(this::field);
    if (nodes.isEmpty()) {
      return Optional.empty();
    }
    Optional<URI> address = UpstreamAddress.parse(scheme + "://" + nodes.get(0));
    if (address.isEmpty()) {
      report.problem(upstream.line(), "nodes: " + nodes.get(0) + " (expected: host:port)");
    }
    return address;
  }

  private void field(YamlNode.Entry entry) {
    switch (entry.key()) {
      case "nodes" -> nodes(entry.value());
      case "scheme" ->
          report
              .text("scheme", entry.value(), "https?", "http or https")
              .ifPresent(text -> scheme = text);
      default -> {
        if (!WITHOUT_EFFECT.contains(entry.key())) {
          report.ignored(entry.line(), "upstream." + entry.key());
        }
      }
    }
  }

  private void nodes(YamlNode value) {
    if (value instanceof YamlNode.Mapping mapping) {
      mapping.entries().forEach(entry -> nodes.add(entry.key()));
    } else {
      report.elements("nodes", value).forEach(this::node);
    }
  }

  private void node(YamlNode value) {
    String host = "";
    String port = "";
    for (YamlNode.Entry entry : report.entries("nodes", value)) {
      switch (entry.key()) {
        case "host" -> host = report.text("host", entry.value()).orElse("");
        case "port" -> port = report.text("port", entry.value(), "\\d{1,5}", "a port").orElse("");
        default -> {} // Weights and the like are between nodes.
      }
    }
    nodes.add(port.isEmpty() ? host : host + ":" + port);
  }
}
