/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import io.github.a6runner.core.file.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary folder, its user's alone; gone when it is closed. */
final class Scratch implements AutoCloseable {
  private final PrivateFolder folder;
  private int count;

  private Scratch(PrivateFolder folder) {
    this.folder = folder;
  }

  static Scratch create() throws BenchmarkException {
    try {
      return new Scratch(PrivateFolder.make("a6-bench-"));
    } catch (IOException e) {
      throw new BenchmarkException("temporary folder: " + e, e);
    }
  }

  /** A new folder in it, its user's alone. */
  Path next() throws BenchmarkException {
    Path next = folder.path().resolve(String.valueOf(count++));
    try {
      return Files.createDirectory(next, PrivateFolder.RIGHTS);
    } catch (IOException e) {
      throw new BenchmarkException(next + ": " + e, e);
    }
  }

  @Override
  public void close() {
    folder.close();
  }
}
