/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.plugins;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option for a folder of compiled classes as one more plugin. */
public final class ClassesOption {
  @Option(
      names = "--dev",
      paramLabel = "DIR",
      description = "A folder of compiled classes, such as target/classes, as one more plugin.")
  private Optional<Path> folder = Optional.empty();

  /** For the commands, which have it filled. */
  public ClassesOption() {}

  /**
   * Returns the folder that was named.
   *
   * @return the folder, absolute and without detours, if there is one
   */
  public Optional<Path> folder() {
    return folder.map(path -> path.toAbsolutePath().normalize());
  }
}
