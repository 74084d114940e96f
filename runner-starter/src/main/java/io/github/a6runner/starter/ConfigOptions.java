/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that reads the configuration. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration file. Default: conf/runner.yaml of the installation.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "The folder of the plugins. Default: as configured.")
  private Optional<Path> plugins = Optional.empty();

  /** The configuration as far as the file and these options say it. */
  ConfigDraft draft(Installation installation) {
    ConfigDraft draft = new ConfigDraft(installation);
    config.ifPresentOrElse(draft::file, draft::standardFile);
    plugins.map(Path::toAbsolutePath).map(Path::normalize).ifPresent(draft::plugins);
    return draft;
  }
}
