/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.core.plugin.PluginProblem;
import io.github.a6runner.starter.configuration.Config;
import io.github.a6runner.starter.configuration.ConfigDraft;
import io.github.a6runner.starter.configuration.ConfigOptions;
import io.github.a6runner.starter.configuration.EffectiveConfig;
import io.github.a6runner.starter.plugins.ClassesOption;
import io.github.a6runner.starter.plugins.LoadedPlugins;
import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.Version;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code a6-runner check}. */
@Command(
    name = "check",
    description =
        "Checks the configuration and the plugins, and says what is wrong with them. Starts the"
            + " filters of the plugins, as the runner does.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The environment counts as it does for run. Exit status: 0 if nothing is wrong,",
      "1 if a plugin cannot be used, 2 if the configuration is wrong.",
      "",
      "Examples:",
      "  a6-runner check --print",
      "  a6-runner check --managed --config /etc/a6-runner.yaml && systemctl reload apisix",
    })
final class CheckCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Mixin private ClassesOption dev = new ClassesOption();

  @Option(
      names = "--print",
      description = "Print the configuration that is in effect, and where each value comes from.")
  private boolean print;

  @Option(
      names = "--managed",
      description = "Check for a runner that APISIX starts, which has to end within a second.")
  private boolean managed;

  CheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    ConfigDraft draft = options.draft(surroundings, surroundings.environment());
    draft.runner().managed(managed);
    Config config = draft.build();
    if (print) {
      EffectiveConfig.lines(config, draft).forEach(surroundings.out()::println);
    }
    try (LoadedPlugins plugins = LoadedPlugins.load(config, dev.folder())) {
      List<PluginProblem> problems = plugins.examine();
      problems.forEach(problem -> surroundings.say(problem.toString()));
      plugins.settingsOfNoFilter(config).forEach(surroundings::say);
      if (!problems.isEmpty()) {
        return ExitCode.SOFTWARE;
      }
      if (!print) {
        surroundings
            .out()
            .println("ok: configuration, " + plugins.counted() + " in " + config.plugins());
      }
      return ExitCode.OK;
    }
  }
}
