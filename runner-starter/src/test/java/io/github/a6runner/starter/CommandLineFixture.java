/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.starter.surroundings.Installation;
import io.github.a6runner.starter.surroundings.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Runs command lines in this process, in an installation of their own. */
public final class CommandLineFixture {

  /** What came of a command line. */
  public record Result(int status, String out, String err) {}

  private final Installation installation;

  public CommandLineFixture(Path home) {
    this.installation = Installation.of(home);
  }

  public Result run(String... args) {
    return run(Map.of(), false, args);
  }

  public Result run(Map<String, String> environment, boolean terminal, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      int status =
          A6Runner.execute(
              new Surroundings(outStream, errStream, environment, installation, terminal), args);
      return new Result(
          status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
