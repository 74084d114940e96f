/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.core.plugin.ConfSchema;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.core.plugin.PluginProblem;
import io.github.a6runner.starter.surroundings.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A filter and what it takes. Immutable.
 *
 * @param filter the filter
 * @param schema what it takes; empty if that cannot be told
 * @param reason why it cannot be told
 * @param never whether it cannot take any configuration
 */
record DescribedFilter(
    LoadedFilter filter, Optional<JsonNode> schema, Optional<String> reason, boolean never) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Asks all filters of a set, in its order; runs their code on this thread. */
  static List<DescribedFilter> all(FilterSet filters) {
    List<DescribedFilter> all = new ArrayList<>();
    for (LoadedFilter filter : filters.filters()) {
      ConfSchema conf = filter.confSchema();
      Optional<JsonNode> schema = conf.json().map(DescribedFilter::parsed);
      all.add(new DescribedFilter(filter, schema, conf.reason(), conf.never()));
    }
    return all;
  }

  private static JsonNode parsed(String schema) {
    try {
      return JSON.readTree(schema);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a schema is JSON", e);
    }
  }

  /** What is wrong with it, if that is already known. */
  Optional<PluginProblem> problem() {
    return reason
        .filter(why -> never)
        .map(why -> "filter " + filter.name() + ": cannot be configured: " + why)
        .map(line -> new PluginProblem(filter.plugin(), line, line));
  }

  /** The phases that it implements. */
  List<String> phases() {
    return filter.phases().stream().map(Words::of).toList();
  }
}
