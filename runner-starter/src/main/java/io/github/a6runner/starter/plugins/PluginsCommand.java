/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import io.github.a6runner.core.plugin.PluginProblem;
import io.github.a6runner.starter.configuration.Config;
import io.github.a6runner.starter.configuration.ConfigOptions;
import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.Version;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
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

  private final Surroundings surroundings;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--json",
      description = "Print JSON, with an example and a JSON Schema of each filter's configuration.")
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
      List<DescribedFilter> filters = DescribedFilter.all(plugins.filters());
      List<PluginProblem> problems = plugins.problemsWith(filters);
      print(config, filters, problems);
      return problems.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private void print(Config config, List<DescribedFilter> filters, List<PluginProblem> problems)
      throws IOException {
    if (json) {
      surroundings.out().println(PluginsJson.of(filters, problems));
      return;
    }
    if (filters.isEmpty()) {
      surroundings.out().println("no filters in " + config.plugins());
    } else {
      PluginsTable.of(filters, verbose).forEach(surroundings.out()::println);
    }
    problems.forEach(problem -> surroundings.say(problem.toString()));
  }
}
