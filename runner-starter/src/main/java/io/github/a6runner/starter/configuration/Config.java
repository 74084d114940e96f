/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.core.setting.FilterSettings;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.starter.logging.LogSettings;
import io.github.a6runner.starter.management.ManagementAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The whole configuration, checked. Immutable.
 *
 * @param runner what the server is told
 * @param plugins the folder of the plugins
 * @param watchPlugins whether changes in that folder are followed
 * @param filterSettings what only the filters understand
 * @param log what is logged, and where to
 * @param management where metrics, health and status are to be had, if they are
 */
public record Config(
    RunnerConfig runner,
    Path plugins,
    boolean watchPlugins,
    FilterSettings filterSettings,
    LogSettings log,
    Optional<ManagementAddress> management) {

  /** What the log file is called, unless another is configured. */
  static final String LOG_FILE = "a6-runner.log";

  /** The defaults; files and folders are relative to the installation. */
  static final Config STANDARD =
      new Config(
          RunnerConfig.builder().listen(Path.of("/unset")).build(),
          Path.of("plugins"),
          true,
          FilterSettings.NONE,
          LogSettings.standard(Path.of("logs", LOG_FILE)),
          Optional.empty());

  /**
   * Names the filters of which something is said.
   *
   * @return their names, sorted
   */
  public SortedSet<String> filtersNamed() {
    SortedSet<String> names = new TreeSet<>(filterSettings.byFilter().keySet());
    names.addAll(runner.filterLimits().keySet());
    names.addAll(runner.failurePolicies().byFilter().keySet());
    return names;
  }
}
