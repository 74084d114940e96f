/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the runner is installed: the paths that do not depend on the working directory. Immutable.
 *
 * @param home the folder that paths in the configuration file are relative to
 * @param plugins the folder of the plugins, unless another is configured
 * @param logs the folder of the log file, unless another is configured
 */
public record Installation(Path home, Path plugins, Path logs) {
  private static final Path CONFIG = Path.of("conf", "runner.yaml");
  private static final Path SCRIPT = Path.of("bin", "a6-runner");

  /**
   * Finds the installation that this class was loaded from.
   *
   * @return the installation
   */
  public static Installation current() {
    return of(parent(code()));
  }

  /**
   * Returns what this program runs from.
   *
   * @return the jar, or the folder of its classes; absolute
   */
  public static Path code() {
    try {
      return Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new AssertionError("the place of the jar is a legal URI", e);
    }
  }

  /**
   * The installation around the folder of the jar: {@code lib} of a distribution, or {@code target}
   * of a source checkout, where built things are kept apart from the sources.
   *
   * @param jarFolder the folder of the jar, or of its classes
   * @return the installation
   */
  public static Installation of(Path jarFolder) {
    Path above = parent(jarFolder);
    Path aboveThat = parent(above);
    // The configuration may have been taken away, and the script not have been taken along.
    if (Files.exists(above.resolve(SCRIPT)) || Files.exists(above.resolve(CONFIG))) {
      return new Installation(above, above.resolve("plugins"), above.resolve("logs"));
    }
    if (Files.exists(aboveThat.resolve(CONFIG))) {
      return new Installation(aboveThat, jarFolder.resolve("plugins"), jarFolder.resolve("logs"));
    }
    return new Installation(jarFolder, jarFolder.resolve("plugins"), jarFolder.resolve("logs"));
  }

  /**
   * Returns the script that starts the runner. It need not be there.
   *
   * @return the file
   */
  public Path script() {
    return home.resolve(SCRIPT);
  }

  /**
   * Returns the configuration file, unless another is named. It need not be there.
   *
   * @return the file
   */
  public Path config() {
    return home.resolve(CONFIG);
  }

  /**
   * Makes a path from the configuration file absolute.
   *
   * @param path the path, possibly relative to the installation
   * @return the same place
   */
  public Path resolve(String path) {
    return home.resolve(path).normalize();
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }
}
