/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The plugin of a soak, of which there is a new version now and then. Thread-safe. */
final class SoakPlugin {
  /** How many versions a conf stays the same for. */
  private static final int VERSIONS_PER_CONF = 3;

  private final Path folder;
  private final Path beside;
  private volatile long newest;
  private volatile long oldest;

  /** Writes the first version into a new folder. */
  SoakPlugin(Path parent) throws IOException {
    this.folder = Files.createDirectory(parent.resolve("plugins"));
    this.beside = parent.resolve("next.jar");
    publish();
    settled();
  }

  Path folder() {
    return folder;
  }

  /** Puts the next version there, and returns it. */
  long publish() throws IOException {
    long next = newest + 1;
    SoakFilters.writeJar(beside, next);
    newest = next; // before it is there: it may answer at once
    Files.move(
        beside,
        folder.resolve("soak.jar"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return next;
  }

  /** Says that calls which begin from now on must not be answered by an older one. */
  void settled() {
    oldest = newest;
  }

  long newest() {
    return newest;
  }

  long oldest() {
    return oldest;
  }

  /** What routes have as their conf at the moment. */
  String conf() {
    return "conf-" + newest / VERSIONS_PER_CONF;
  }
}
