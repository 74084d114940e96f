/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder, its user's alone; gone when it is closed. */
final class Scratch implements AutoCloseable {
  private final Path folder;
  private int count;

  private Scratch(Path folder) {
    this.folder = folder;
  }

  static Scratch create() throws BenchmarkException {
    try {
      return new Scratch(
          Files.createTempDirectory(
              "a6-bench",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    } catch (IOException e) {
      throw new BenchmarkException("temporary folder: " + e, e);
    }
  }

  /** A new folder in it, its user's alone. */
  Path next() throws BenchmarkException {
    try {
      return Files.createDirectory(
          folder.resolve(String.valueOf(count++)),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new BenchmarkException(folder + ": " + e, e);
    }
  }

  @Override
  public void close() throws BenchmarkException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new BenchmarkException(folder + ": " + e, e);
    }
  }
}
