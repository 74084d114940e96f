/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What may be loaded by a runner that runs as root: only what nobody but root can write, since
 * whoever can write a plugin is root then. A runner of another user loads what its user can read.
 */
final class PluginTrust {
  private static final int ROOT = 0;
  private static final int WRITE_GROUP_OR_OTHERS = 0022;

  private final boolean root;

  /**
   * Reads the runner's user from a file that it has just made.
   *
   * @throws IOException if the file cannot be examined
   */
  PluginTrust(Path ownFile) throws IOException {
    this.root = isRoots(ownFile);
  }

  private static boolean isRoots(Path file) throws IOException {
    try {
      return Integer.valueOf(ROOT).equals(Files.getAttribute(file, "unix:uid"));
    } catch (UnsupportedOperationException e) {
      return false; // A system without Unix users.
    }
  }

  /**
   * Examines the plugins folder itself.
   *
   * @throws PluginRefusedException if others can put plugins into it
   * @throws IOException if it cannot be examined
   */
  void requireFolder(Path folder) throws PluginRefusedException, IOException {
    if (root) {
      require(folder.toRealPath());
    }
  }

  /**
   * Examines an entry with all its jars, behind links too.
   *
   * @throws PluginRefusedException if others can change it
   * @throws IOException if it cannot be examined
   */
  void requireEntry(PluginEntry entry) throws PluginRefusedException, IOException {
    if (root) {
      requireWithParent(entry.path());
      for (Path jar : entry.jars()) {
        requireTree(jar);
      }
    }
  }

  /** A jar, or a folder of classes with all that is in it. */
  private static void requireTree(Path path) throws PluginRefusedException, IOException {
    if (!Files.isDirectory(path)) {
      requireWithParent(path);
      return;
    }
    try (Stream<Path> walk = Files.walk(path)) {
      for (Path file : walk.toList()) {
        require(file.toRealPath());
      }
    }
  }

  /** Who can write the folder of a file can put another file in its place. */
  private static void requireWithParent(Path path) throws PluginRefusedException, IOException {
    Path real = path.toRealPath();
    require(real);
    Path parent = real.getParent();
    if (parent != null) {
      require(parent);
    }
  }

  private static void require(Path path) throws PluginRefusedException, IOException {
    Map<String, Object> attributes = Files.readAttributes(path, "unix:uid,mode");
    int uid = (int) requireNonNull(attributes.get("uid"));
    int mode = (int) requireNonNull(attributes.get("mode"));
    if (uid != ROOT) {
      throw new PluginRefusedException(
          "%s: belongs to user %d (expected: root, as whom the runner runs; chown root)"
              .formatted(path, uid));
    }
    if ((mode & WRITE_GROUP_OR_OTHERS) != 0) {
      throw new PluginRefusedException(
          "%s: mode %o lets others write (expected: only root, as whom the runner runs; chmod go-w)"
              .formatted(path, mode & 07777));
    }
  }
}
