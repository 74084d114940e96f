/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.core.file.PrivateFolder;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.PluginProblem;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.starter.configuration.Config;
import io.github.a6runner.starter.surroundings.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The plugins of a folder, with the private copies they are loaded from. */
public final class LoadedPlugins implements AutoCloseable {
  private static final String COPIES = "a6-runner-plugins-";

  private final PrivateFolder copies;
  private final Plugins plugins;

  private LoadedPlugins(PrivateFolder copies, Plugins plugins) {
    this.copies = copies;
    this.plugins = plugins;
  }

  /**
   * Loads what can be loaded; the rest becomes problems.
   *
   * @param config the folder of the plugins, and the settings of the filters
   * @return the plugins, to be closed
   * @throws IOException if there is no place for their copies
   */
  public static LoadedPlugins load(Config config) throws IOException {
    return load(config, Optional.empty());
  }

  /**
   * Loads what can be loaded, and of a folder of compiled classes too.
   *
   * @param config the folder of the plugins, and the settings of the filters
   * @param classes the folder of compiled classes
   * @return the plugins, to be closed
   * @throws IOException if there is no place for their copies
   */
  public static LoadedPlugins load(Config config, Optional<Path> classes) throws IOException {
    PrivateFolder copies = privateFolder();
    try {
      Plugins plugins =
          Plugins.load(
              config.plugins(),
              classes,
              copies.path(),
              config.filterSettings(),
              config.runner().deadlines());
      return new LoadedPlugins(copies, plugins);
    } catch (IOException | RuntimeException e) {
      copies.close();
      throw e;
    }
  }

  private static PrivateFolder privateFolder() throws StartException {
    try {
      return PrivateFolder.make(COPIES);
    } catch (IOException e) {
      throw new StartException(
          "temporary files: %s (expected: a folder to write to; name one in A6_RUNNER_JAVA_OPTS with -Djava.io.tmpdir=DIR)"
              .formatted(FileFailure.of(e)),
          e);
    }
  }

  /**
   * Returns the plugins, to be watched.
   *
   * @return the plugins, closed with this
   */
  public Plugins plugins() {
    return plugins;
  }

  /**
   * Returns the filters of the moment.
   *
   * @return the filters
   */
  public FilterSet filters() {
    return plugins.filters();
  }

  /**
   * Returns what could not be loaded.
   *
   * @return the problems
   */
  public List<PluginProblem> problems() {
    return plugins.problems();
  }

  /**
   * Returns what could not be loaded, and which filters can never be configured. Has each filter
   * refuse a configuration, on the calling thread.
   *
   * @return the problems
   */
  public List<PluginProblem> examine() {
    return problemsWith(DescribedFilter.all(filters()));
  }

  /** Does the same with filters that were asked before. */
  List<PluginProblem> problemsWith(List<DescribedFilter> filters) {
    return Stream.concat(
            problems().stream(), filters.stream().flatMap(filter -> filter.problem().stream()))
        .toList();
  }

  /**
   * Finds settings of filters that are not there, for instance since a name is not written right.
   *
   * @param config the configuration
   * @return a text for each such name
   */
  public List<String> settingsOfNoFilter(Config config) {
    return config.filtersNamed().stream()
        .filter(name -> filters().find(name).isEmpty())
        .map(name -> "filters." + name + ": " + filters().notLoaded())
        .toList();
  }

  /**
   * Says how many there are.
   *
   * @return a text such as {@code 11 filters from 1 plugin}
   */
  public String counted() {
    long filters = filters().filters().size();
    long plugins = filters().filters().stream().map(filter -> filter.plugin()).distinct().count();
    return Words.counted(filters, "filter") + " from " + Words.counted(plugins, "plugin");
  }

  @Override
  public void close() {
    try (copies) {
      plugins.close();
    }
  }
}
