/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.starter.surroundings.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a configuration comes from: defaults first, then the file, then what APISIX says, then the
 * environment, then the command line, each over the one before. What is wrong becomes a problem of
 * the draft. Not thread-safe.
 */
final class ConfigSources {
  private final Installation installation;
  private final ConfigDraft draft;

  /** The defaults. */
  ConfigSources(Installation installation) {
    this.installation = installation;
    this.draft = new ConfigDraft(installation);
  }

  /** Reads the file at the default place; there may be none. */
  ConfigSources standardFile() {
    Path file = installation.config();
    return Files.exists(file) ? file(file) : this;
  }

  /** Reads a file that has to be there. */
  ConfigSources file(Path file) {
    ConfigFile.read(file, draft);
    return this;
  }

  /** Reads what APISIX tells the runner in its environment. */
  ConfigSources apisix(Map<String, String> environment) {
    ApisixReader.read(environment, draft);
    return this;
  }

  /** Reads the variables of the runner itself. */
  ConfigSources environment(Map<String, String> environment) {
    new ConfigReader(draft).environment(environment);
    return this;
  }

  /** Reads what an option of the command line says about a setting. */
  ConfigSources option(String option, String key, String text) {
    new ConfigReader(draft).option(option, key, text);
    return this;
  }

  /** What has come of it. */
  ConfigDraft draft() {
    return draft;
  }
}
