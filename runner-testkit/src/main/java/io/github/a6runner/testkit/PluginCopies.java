/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.core.file.FileTree;
import io.github.a6runner.core.file.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies of plugins that only this user can change: as root the runner takes no others, and what a
 * build has left may belong to anybody.
 *
 * @param folder a plugins folder with the jars and the folders of jars
 * @param classes the folder of classes, if there is one
 */
record PluginCopies(Path folder, Optional<Path> classes) {
  private static final String JAR = ".jar";

  /**
   * Makes the copies.
   *
   * @throws IllegalStateException if a plugin is missing, or there are two folders of classes
   * @throws IOException if a plugin cannot be copied
   */
  static PluginCopies of(List<Path> plugins, Path into) throws IOException {
    Path folder = Files.createDirectory(into.resolve("plugins"), PrivateFolder.RIGHTS);
    Optional<Path> classes = Optional.empty();
    for (Path plugin : plugins) {
      if (!Files.exists(plugin)) {
        throw new IllegalStateException(plugin + ": missing (expected: a plugin)");
      }
      if (isClasses(plugin)) {
        if (classes.isPresent()) {
          throw new IllegalStateException(
              plugin + ": a second folder of classes (expected: one, or jars)");
        }
        Path copy = into.resolve("classes");
        FileTree.copy(plugin, copy);
        classes = Optional.of(copy);
      } else {
        FileTree.copy(plugin, folder.resolve(plugin.getFileName()));
      }
    }
    return new PluginCopies(folder, classes);
  }

  private static boolean isClasses(Path plugin) throws IOException {
    if (!Files.isDirectory(plugin)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(plugin)) {
      return entries.noneMatch(entry -> entry.getFileName().toString().endsWith(JAR));
    }
  }
}
