/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.core.FilterSet;
import io.github.a6runner.core.LoadResult;
import io.github.a6runner.core.PluginLoader;
import io.github.a6runner.core.PluginProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The plugins of a folder, with the private copies they are loaded from. */
final class LoadedPlugins implements AutoCloseable {
  private final PrivateFolder copies;
  private final LoadResult result;

  private LoadedPlugins(PrivateFolder copies, LoadResult result) {
    this.copies = copies;
    this.result = result;
  }

  /** Loads what can be loaded; the rest becomes problems. */
  static LoadedPlugins load(Path folder) throws IOException {
    PrivateFolder copies = PrivateFolder.make(Path.of(System.getProperty("java.io.tmpdir")));
    try {
      return new LoadedPlugins(copies, PluginLoader.load(folder, copies.path()));
    } catch (IOException | RuntimeException e) {
      copies.close();
      throw e;
    }
  }

  FilterSet filters() {
    return result.filters();
  }

  List<PluginProblem> problems() {
    return result.problems();
  }

  /** How many there are, for a person: {@code 11 filters from 1 plugin}. */
  String counted() {
    long filters = filters().filters().size();
    long plugins = filters().filters().stream().map(filter -> filter.plugin()).distinct().count();
    return counted(filters, "filter") + " from " + counted(plugins, "plugin");
  }

  static String counted(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  @Override
  public void close() {
    try (copies) {
      filters().close();
    }
  }
}
