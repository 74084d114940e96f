/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.core.plugin.PluginProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Filters and what they take as JSON, named as `/status` names them. */
final class PluginsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PluginsJson() {}

  /** Writes the filters, and what cannot be used. */
  static String of(List<DescribedFilter> filters, List<PluginProblem> problems)
      throws JsonProcessingException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("filters", filters.stream().map(PluginsJson::entry).toList());
    all.put("problems", problems.stream().map(PluginsJson::entry).toList());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static Map<String, Object> entry(DescribedFilter described) {
    LoadedFilter filter = described.filter();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", filter.name());
    entry.put("execution", filter.execution().label());
    entry.put("phases", described.phases());
    entry.put("plugin", filter.plugin());
    entry.put("origin", filter.origin());
    described.schema().ifPresent(schema -> entry.putAll(conf(schema)));
    described.reason().ifPresent(reason -> entry.put("no_schema", reason));
    return entry;
  }

  /** What a filter takes: in words, as an example, and for programs. */
  private static Map<String, Object> conf(JsonNode schema) {
    Map<String, Object> conf = new LinkedHashMap<>();
    conf.put("fields", ConfFields.detailed(schema));
    conf.put("example", ConfExample.of(schema));
    conf.put("schema", schema);
    return conf;
  }

  private static Map<String, Object> entry(PluginProblem problem) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("origin", problem.origin());
    entry.put("reason", problem.reason());
    return entry;
  }
}
