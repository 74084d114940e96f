/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Loads the filters of a plugins folder once, each entry (a jar, or a folder of jars) with a class
 * loader of its own and from a private copy. What cannot be used becomes a {@link PluginProblem};
 * the rest is loaded: other entries, and other filters of the same entry. {@link Plugins} does the
 * same for a folder that changes.
 *
 * <p>Where several filters have one name none of them is used, since nobody can know which one the
 * routes mean; the problem names all their entries.
 */
public final class PluginLoader {
  private PluginLoader() {}

  /**
   * Loads a folder and starts its filters, in the order of the entries' names. Runs the plugins'
   * code on the caller's thread.
   *
   * @param folder the plugins folder; a missing one is a problem, not a failure
   * @param privateCopyDir the folder in which each plugin's copy gets a new folder; it must not be
   *     open to other users
   * @return the filters, which the caller closes, and what could not be loaded
   * @throws IOException if there is no room for the private copies
   */
  public static LoadResult load(Path folder, Path privateCopyDir) throws IOException {
    Plugins plugins = Plugins.load(folder, Optional.empty(), privateCopyDir);
    return new LoadResult(plugins.filters(), plugins.problems());
  }
}
