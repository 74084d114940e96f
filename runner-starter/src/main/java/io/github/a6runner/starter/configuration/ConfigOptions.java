/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.starter.surroundings.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that reads the configuration. */
public final class ConfigOptions {
  private static final String SET = "--set";

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

  @Option(
      names = SET,
      paramLabel = "SETTING=VALUE",
      description = "A setting of the configuration file, such as log.level=debug.")
  private List<String> settings = List.of();

  /** For the commands, which have them filled. */
  public ConfigOptions() {}

  /**
   * Puts the configuration together as the file, the environment and these options say it.
   *
   * @param surroundings where the file and the environment are
   * @return the draft, with all that is wrong so far
   */
  public ConfigDraft draft(Surroundings surroundings) {
    return draft(surroundings, Map.of());
  }

  /**
   * Does the same with what APISIX says in its variables.
   *
   * @param surroundings where the file and the environment are
   * @param apisix the variables
   * @return the draft, with all that is wrong so far
   */
  public ConfigDraft draft(Surroundings surroundings, Map<String, String> apisix) {
    ConfigSources sources = new ConfigSources(surroundings.installation());
    config.ifPresentOrElse(sources::file, sources::standardFile);
    sources.apisix(apisix).environment(surroundings.environment());
    settings.forEach(setting -> set(sources, setting));
    plugins.ifPresent(folder -> plugins(sources.draft(), folder));
    return sources.draft();
  }

  /**
   * Returns the options as they were typed, for another command.
   *
   * @return the words of a command line
   */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    config.ifPresent(file -> words.addAll(List.of("--config", file.toString())));
    plugins.ifPresent(folder -> words.addAll(List.of("--plugins", folder.toString())));
    settings.forEach(setting -> words.addAll(List.of(SET, setting)));
    return words;
  }

  private static void set(ConfigSources sources, String setting) {
    int end = setting.indexOf('=');
    String key = end < 0 ? setting : setting.substring(0, end);
    int foreign = indexOfForeign(key);
    String option = SET + " " + key.substring(0, foreign);
    if (end < 0 || foreign < key.length()) {
      sources.draft().findings().wrong(option + ": no value (expected: " + SET + " SETTING=VALUE)");
      return;
    }
    sources.option(option, key, setting.substring(end + 1));
  }

  /** Where there begins what is no key: a value that was meant, and may be secret. */
  private static int indexOfForeign(String key) {
    int end = 0;
    while (end < key.length() && "{}[]\"'".indexOf(key.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** A path that a person types begins at the working directory. */
  private static void plugins(ConfigDraft draft, Path folder) {
    draft.plugins(folder.toAbsolutePath().normalize().toString());
    draft.findings().origin("plugins", Origin.of("--plugins"));
  }
}
