/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.core.plugin.ConfSchema;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.core.plugin.PluginProblem;
import io.github.a6runner.starter.configuration.Config;
import io.github.a6runner.starter.configuration.ConfigOptions;
import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.Version;
import io.github.a6runner.starter.surroundings.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code a6-runner plugins}. */
@Command(
    name = "plugins",
    description = {
      "Lists the filters that are loaded: how they run, where they come from, and what they take.",
      "A field with ? may be absent, one with = has a default."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Exit status: 1 if something in the folder cannot be used.",
      "",
      "Examples:",
      "  a6-runner plugins",
      "  a6-runner plugins --verbose",
      "  a6-runner plugins --plugins build/plugins --json",
    })
public final class PluginsCommand implements Callable<Integer> {

  /**
   * A filter and what it takes.
   *
   * @param filter the filter
   * @param schema what it takes; empty if that cannot be told
   * @param reason why it cannot be told
   */
  private record Described(
      LoadedFilter filter, Optional<JsonNode> schema, Optional<String> reason) {

    static Described of(LoadedFilter filter) throws IOException {
      ConfSchema conf = filter.confSchema();
      JsonNode schema = conf.json().isEmpty() ? null : JSON.readTree(conf.json().get());
      return new Described(filter, Optional.ofNullable(schema), conf.reason());
    }

    String brief() {
      return schema.map(ConfFields::brief).filter(fields -> !fields.isEmpty()).orElse("-");
    }

    List<List<String>> fields() {
      return schema.map(ConfFields::detailed).orElse(List.of(List.of(reason.orElse(""))));
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TITLES =
      List.of("FILTER", "EXECUTION", "PHASES", "ORIGIN", "CONFIGURATION");
  private static final String INDENT = "    ";

  private final Surroundings surroundings;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--json",
      description = "Print JSON, with a JSON Schema of each filter's configuration.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tell each field's type, limits and default.")
  private boolean verbose;

  @Mixin private ClassesOption dev = new ClassesOption();

  /**
   * Creates the command.
   *
   * @param surroundings what it knows of the world
   */
  public PluginsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    Config config = options.draft(surroundings).build();
    try (LoadedPlugins plugins = LoadedPlugins.load(config, dev.folder())) {
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
      List<Described> filters = described(plugins);
      table(filters).forEach(surroundings.out()::println);
    }
    plugins.problems().forEach(problem -> surroundings.say(problem.toString()));
  }

  private static List<Described> described(LoadedPlugins plugins) throws IOException {
    List<Described> all = new ArrayList<>();
    for (LoadedFilter filter : plugins.filters().filters()) {
      all.add(Described.of(filter));
    }
    return all;
  }

  private List<String> table(List<Described> filters) {
    List<List<String>> rows = new ArrayList<>(List.of(TITLES));
    for (Described each : filters) {
      LoadedFilter filter = each.filter();
      rows.add(
          List.of(
              filter.name(),
              filter.execution().label(),
              phases(filter, ", "),
              filter.origin(),
              each.brief()));
    }
    List<String> lines = new ArrayList<>(List.of(line(TITLES, rows)));
    for (int i = 0; i < filters.size(); i++) {
      lines.add(line(rows.get(i + 1), rows));
      if (verbose) {
        List<List<String>> fields = filters.get(i).fields();
        fields.forEach(field -> lines.add(INDENT + line(field, fields)));
      }
    }
    return lines;
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

  private static String phases(LoadedFilter filter, String separator) {
    return filter.phases().stream().map(Words::of).collect(Collectors.joining(separator));
  }

  private static String json(LoadedPlugins plugins) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("filters", described(plugins).stream().map(PluginsCommand::entry).toList());
    all.put("problems", plugins.problems().stream().map(PluginsCommand::entry).toList());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static Map<String, Object> entry(Described described) {
    LoadedFilter filter = described.filter();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", filter.name());
    entry.put("execution", filter.execution().label());
    entry.put("phases", filter.phases().stream().map(Words::of).toList());
    entry.put("plugin", filter.plugin());
    entry.put("origin", filter.origin());
    described.schema().ifPresent(schema -> entry.put("schema", schema));
    described.reason().ifPresent(reason -> entry.put("no_schema", reason));
    return entry;
  }

  private static Map<String, Object> entry(PluginProblem problem) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("origin", problem.origin());
    entry.put("reason", problem.reason());
    return entry;
  }
}
