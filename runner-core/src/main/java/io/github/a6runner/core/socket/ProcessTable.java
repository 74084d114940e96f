/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The processes of this machine, as far as the runner may see them. Thread-safe. */
interface ProcessTable {
  /** A process that runs. */
  record Entry(long pid, long parent, String started) {}

  /** The table under a {@code /proc}, or where there is none, what the JDK knows. */
  static ProcessTable of(Path procRoot) {
    return Files.isReadable(procRoot.resolve("self").resolve("stat"))
        ? new ProcFs(procRoot)
        : new ProcessHandles();
  }

  /** A process; empty if there is none of this number, or only what is left of one. */
  Optional<Entry> find(long pid);

  /** What a process calls itself: its command line, or what it put there. Empty if unknown. */
  String title(long pid);

  /** Whether a process may run as this user; where that cannot be told, it may. */
  boolean mayRunAs(long pid, long user);
}
