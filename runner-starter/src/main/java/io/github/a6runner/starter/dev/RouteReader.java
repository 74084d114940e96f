/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.yaml.YamlNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads one route. */
final class RouteReader {
  private final Report report;
  private final YamlNode node;
  private final List<String> uris = new ArrayList<>();
  private final List<String> methods = new ArrayList<>();
  private final List<String> hosts = new ArrayList<>();
  private final Map<ExtPlugin, PhaseConf> plugins = new EnumMap<>(ExtPlugin.class);
  private String id;
  private int priority;
  private boolean enabled = true;
  private Optional<URI> upstream = Optional.empty();

  RouteReader(Report report, YamlNode node, String defaultId) {
    this.report = report;
    this.node = node;
    this.id = defaultId;
  }

  /** The route's id, once it was read. */
  String id() {
    return id;
  }

  /** Reads all of it; empty if it is switched off. */
  Optional<Route> read() {
    List<YamlNode.Entry> entries = report.entries("route", node);
    // The keys of the confs contain the id, wherever it stands.
    entries.stream().filter(entry -> entry.key().equals("id")).forEach(this::field);
    entries.stream().filter(entry -> !entry.key().equals("id")).forEach(this::field);
    if (entries.stream().noneMatch(entry -> entry.key().matches("uris?"))) {
      report.problem(node.line(), "route " + id + ": no uri (expected: uri or uris)");
    }
    return enabled
        ? Optional.of(new Route(id, uris, methods, hosts, priority, plugins, upstream))
        : Optional.empty();
  }

  private void field(YamlNode.Entry entry) {
    String key = entry.key();
    YamlNode value = entry.value();
    switch (key) {
      case "id" -> report.text(key, value, "[\\w.-]+", "an id").ifPresent(text -> id = text);
      case "uri" -> uri(value);
      case "uris" -> report.elements(key, value).forEach(this::uri);
      case "methods" -> report.elements(key, value).forEach(this::method);
      case "host" -> host(value);
      case "hosts" -> report.elements(key, value).forEach(this::host);
      case "priority" ->
          report
              .text(key, value, "-?\\d{1,9}", "a whole number")
              .ifPresent(text -> priority = Integer.parseInt(text));
      case "status" ->
          report.text(key, value, "[01]", "0 or 1").ifPresent(text -> enabled = text.equals("1"));
      case "plugins" -> report.entries(key, value).forEach(this::plugin);
      case "upstream" -> upstream = new UpstreamReader(report).read(value);
      case "name", "desc", "labels", "create_time", "update_time" -> {}
      default -> report.ignored(entry.line(), key);
    }
  }

  private void uri(YamlNode value) {
    report.text("uri", value, "/.*", "a path that begins with /").ifPresent(uris::add);
  }

  private void method(YamlNode value) {
    report.text("methods", value, "[A-Z]+", "a method in upper case").ifPresent(methods::add);
  }

  private void host(YamlNode value) {
    report
        .text("host", value, "(\\*\\.?)?[^*:/]+|\\[.*]", "a name, or one after *.")
        .ifPresent(text -> hosts.add(text.toLowerCase(Locale.ROOT)));
  }

  private void plugin(YamlNode.Entry entry) {
    ExtPlugin.named(entry.key())
        .ifPresentOrElse(
            plugin -> phase(plugin, entry.value()),
            () -> report.ignored(entry.line(), "plugin " + entry.key()));
  }

  private void phase(ExtPlugin plugin, YamlNode value) {
    List<TextEntry> filters = new ArrayList<>();
    boolean degrades = false;
    for (YamlNode.Entry entry : report.entries(plugin.pluginName(), value)) {
      switch (entry.key()) {
        case "conf" ->
            report.elements("conf", entry.value()).forEach(each -> filter(each, filters));
        case "allow_degradation" -> degrades = truth("allow_degradation", entry.value());
        case "_meta" -> report.ignored(entry.line(), "_meta");
        default ->
            report.problem(
                entry.line(), entry.key() + ": unknown (expected: conf or allow_degradation)");
      }
    }
    if (!filters.isEmpty()) {
      plugins.put(plugin, new PhaseConf(new PeerConf(key(plugin, filters), filters), degrades));
    }
  }

  /** As long as a conf stays the same, so does its key, and what its filters remember. */
  private String key(ExtPlugin plugin, List<TextEntry> filters) {
    UUID content = UUID.nameUUIDFromBytes(filters.toString().getBytes(StandardCharsets.UTF_8));
    return "route#" + id + "#" + plugin.pluginName() + "#" + content;
  }

  private boolean truth(String key, YamlNode value) {
    return report.text(key, value, "true|false", "true or false").orElse("").equals("true");
  }

  private void filter(YamlNode value, List<TextEntry> filters) {
    Map<String, String> fields = new HashMap<>();
    for (YamlNode.Entry entry : report.entries("conf", value)) {
      if (entry.key().equals("name") || entry.key().equals("value")) {
        conf(entry).ifPresent(text -> fields.put(entry.key(), text));
      } else {
        report.problem(entry.line(), entry.key() + ": unknown (expected: name or value)");
      }
    }
    if (fields.size() == 2) {
      filters.add(TextEntry.of(fields.getOrDefault("name", ""), fields.getOrDefault("value", "")));
    } else {
      report.problem(value.line(), "conf: incomplete (expected: a name and a value)");
    }
  }

  private Optional<String> conf(YamlNode.Entry entry) {
    if (entry.key().equals("value") && entry.value() instanceof YamlNode.Mapping) {
      report.problem(
          entry.line(), "value: a mapping (expected: a text, such as '{\"body\":\"hi\"}')");
      return Optional.of("");
    }
    // An empty text is a legal conf.
    return entry.value() instanceof YamlNode.Nothing
        ? Optional.of("")
        : report.text(entry.key(), entry.value());
  }
}
