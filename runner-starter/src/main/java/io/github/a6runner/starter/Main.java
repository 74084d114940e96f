/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.starter.logging.LogProvider;
import io.github.a6runner.starter.surroundings.Surroundings;

/** The command {@code a6-runner}. */
public final class Main {

  private Main() {}

  /**
   * Runs a command and ends the process with its exit status: 0 if all went well, 1 if something
   * failed, 2 if the command line or the configuration is wrong.
   *
   * @param args the command line; without a command, {@code run}
   */
  public static void main(String[] args) {
    LogProvider.install();
    System.exit(A6Runner.execute(Surroundings.current(), args));
  }
}
