/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code a6-runner version}. */
@Command(
    name = "version",
    description = "Prints the versions of the runner and the JVM, and how it talks to the system.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VersionCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  VersionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    for (String line : new Version().getVersion()) {
      surroundings.out().println(line);
    }
    return ExitCode.OK;
  }
}
