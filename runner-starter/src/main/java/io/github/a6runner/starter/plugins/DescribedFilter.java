/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.core.plugin.ConfSchema;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.starter.surroundings.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A filter and what it takes. Immutable.
 *
 * @param filter the filter
 * @param schema what it takes; empty if that cannot be told
 * @param reason why it cannot be told
 */
record DescribedFilter(LoadedFilter filter, Optional<JsonNode> schema, Optional<String> reason) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Asks all filters of a set, in its order; runs their code on this thread. */
  static List<DescribedFilter> all(FilterSet filters) throws IOException {
    List<DescribedFilter> all = new ArrayList<>();
    for (LoadedFilter filter : filters.filters()) {
      ConfSchema conf = filter.confSchema();
      JsonNode schema = conf.json().isEmpty() ? null : JSON.readTree(conf.json().get());
      all.add(new DescribedFilter(filter, Optional.ofNullable(schema), conf.reason()));
    }
    return all;
  }

  /** The phases that it implements. */
  List<String> phases() {
    return filter.phases().stream().map(Words::of).toList();
  }
}
