/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.starter.configuration.Config;
import io.github.a6runner.starter.plugins.LoadedPlugins;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Whether the plugins can be loaded, and are those that the configuration speaks of. */
final class PluginChecks {
  private PluginChecks() {}

  /** Loads the plugins of a configuration, if their folder is there, and lets go of them. */
  static List<Finding> of(Config config) {
    if (!Files.isDirectory(config.plugins())) {
      return List.of();
    }
    try (LoadedPlugins plugins = LoadedPlugins.load(config)) {
      return of(plugins, config);
    } catch (IOException e) {
      return List.of(Finding.fail("plugins", FileFailure.of(e), "see above"));
    }
  }

  private static List<Finding> of(LoadedPlugins plugins, Config config) {
    List<Finding> findings = new ArrayList<>();
    plugins
        .examine()
        .forEach(
            problem ->
                findings.add(
                    Finding.fail(
                        "plugin " + problem.origin(), problem.reason(), "mend or remove it")));
    plugins
        .settingsOfNoFilter(config)
        .forEach(name -> findings.add(Finding.warn("configuration", name, "mend the name")));
    findings.add(
        plugins.filters().filters().isEmpty()
            ? Finding.warn("plugins", "no filters in " + config.plugins(), "put plugin jars there")
            : Finding.ok("plugins", plugins.counted()));
    return findings;
  }
}
