/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A program that holds the lock on a file from the line it writes to the end of its input. */
final class LockHolder {
  private LockHolder() {}

  /** Locks the file that is named. */
  public static void main(String[] args) throws IOException {
    Optional<LockFile> lock = LockFile.acquire(Path.of(args[0]), Duration.ZERO);
    System.out.println(lock.isPresent() ? "held" : "busy");
    while (System.in.read() >= 0) {
      // Held until then.
    }
  }

  static Process start(Path file) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-cp", classes, LockHolder.class.getName(), file.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
