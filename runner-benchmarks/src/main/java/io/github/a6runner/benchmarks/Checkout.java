/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/**
 * What is measured, and where: options that programs of the folder {@code ci} set, since they know
 * it.
 */
final class Checkout {

  @Option(names = "--root", hidden = true, description = "The folder of the checkout.")
  private Path root = Path.of("");

  @Option(names = "--commit", hidden = true, description = "What is checked out.")
  private String commit = "unknown";

  @Option(names = "--machine", hidden = true, description = "What it runs on, in half a line.")
  private String machine = "unknown machine";

  Path root() {
    return root.toAbsolutePath().normalize();
  }

  String commit() {
    return commit;
  }

  String machine() {
    return machine;
  }
}
