/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs commands that a benchmark needs before it can begin. */
final class Commands {

  private Commands() {}

  /**
   * Runs a command to its end and returns what it has written.
   *
   * @param folder where it runs
   * @param environment what it finds there, besides this process's
   * @param command the command
   * @throws BenchmarkException if it cannot be started or fails; with what it has written
   */
  static String run(Path folder, Map<String, String> environment, List<String> command)
      throws BenchmarkException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    try {
      Process process = builder.redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new BenchmarkException(
            "%s: status %d%n%s".formatted(String.join(" ", command), status, output));
      }
      return output;
    } catch (IOException e) {
      throw new BenchmarkException(command.get(0) + ": cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException(command.get(0) + ": interrupted", e);
    }
  }
}
