/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.archive;

import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.surroundings.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code a6-runner warm}: makes the archive of classes at once. */
@Command(
    name = "warm",
    description = {
      "Makes the archive of classes with which the runner starts sooner.",
      "A runner does so by itself, ten seconds after its first start, where it may write.",
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Example, in a Dockerfile, after the runner and its JVM are in place:",
      "  RUN /opt/a6-runner/bin/a6-runner warm",
    })
public final class WarmCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  /**
   * Creates the command.
   *
   * @param surroundings what it knows of the world
   */
  public WarmCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    ClassArchive archive =
        ClassArchive.ofThisProcess()
            .orElseThrow(
                () ->
                    new UsageException(
                        "warm: no place for an archive of classes (expected: bin/a6-runner of an"
                            + " unpacked distribution, and no empty A6_RUNNER_ARCHIVE_DIR)"));
    if (archive.isCurrent()) {
      surroundings.out().println(archive.file() + " is up to date");
    } else if (archive.make(JavaProcess.Priority.SAME)) {
      surroundings.out().println(archive.file() + " made");
    } else {
      surroundings.out().println(archive.file() + " is just being made by another runner");
    }
    return ExitCode.OK;
  }
}
