/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.api.Phase;
import io.github.a6runner.core.LoadedFilter;
import io.github.a6runner.core.PluginProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code a6-runner plugins}. */
@Command(
    name = "plugins",
    description = "Lists the filters that are loaded, how they run and where they come from.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit status: 1 if something in the folder cannot be used.",
      "",
      "Examples:",
      "  a6-runner plugins",
      "  a6-runner plugins --plugins build/plugins --json",
    })
final class PluginsCommand implements Callable<Integer> {
  private static final List<String> TITLES = List.of("FILTER", "FORM", "PHASES", "FROM");

  private final Surroundings surroundings;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  PluginsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    Config config = options.draft(surroundings).build();
    try (LoadedPlugins plugins = LoadedPlugins.load(config.plugins())) {
      print(config, plugins);
      return plugins.problems().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void print(Config config, LoadedPlugins plugins) throws IOException {
    if (json) {
      surroundings.out().println(json(plugins));
      return;
    }
    if (plugins.filters().filters().isEmpty()) {
      surroundings.out().println("no filters in " + config.plugins());
    } else {
      table(plugins).forEach(surroundings.out()::println);
    }
    plugins.problems().forEach(problem -> surroundings.err().println("a6-runner: " + problem));
  }

  private static List<String> table(LoadedPlugins plugins) {
    List<List<String>> rows = new ArrayList<>(List.of(TITLES));
    for (LoadedFilter filter : plugins.filters().filters()) {
      rows.add(List.of(filter.name(), form(filter), phases(filter, ", "), filter.origin()));
    }
    return rows.stream().map(row -> line(row, rows)).toList();
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

  private static String form(LoadedFilter filter) {
    return filter.execution().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String phases(LoadedFilter filter, String separator) {
    return filter.phases().stream()
        .map(PluginsCommand::lower)
        .collect(Collectors.joining(separator));
  }

  private static String lower(Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }

  private static String json(LoadedPlugins plugins) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("filters", plugins.filters().filters().stream().map(PluginsCommand::entry).toList());
    all.put("problems", plugins.problems().stream().map(PluginsCommand::entry).toList());
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static Map<String, Object> entry(LoadedFilter filter) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", filter.name());
    entry.put("form", form(filter));
    entry.put("phases", filter.phases().stream().map(PluginsCommand::lower).toList());
    entry.put("plugin", filter.plugin());
    entry.put("from", filter.origin());
    return entry;
  }

  private static Map<String, Object> entry(PluginProblem problem) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("from", problem.origin());
    entry.put("reason", problem.reason());
    return entry;
  }
}
