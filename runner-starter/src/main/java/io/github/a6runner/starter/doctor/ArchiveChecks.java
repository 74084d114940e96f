/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.starter.archive.ClassArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Whether there is an archive of classes, so that a start takes less time. */
final class ArchiveChecks {
  private ArchiveChecks() {}

  /** Looks at the archive that this process would be started with. */
  static Finding ofThisProcess() {
    Optional<ClassArchive> archive = ClassArchive.ofThisProcess();
    Optional<Path> file = archive.map(ClassArchive::file);
    return of(
        file,
        archive.filter(ArchiveChecks::isCurrent).isPresent(),
        file.map(Path::getParent)
            .map(FolderFacts::upwards)
            .filter(FolderFacts::canBeUsed)
            .isPresent());
  }

  private static boolean isCurrent(ClassArchive archive) {
    try {
      return archive.isCurrent();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Looks at an archive.
   *
   * @param file where it is to be; empty if no place was named
   * @param current whether it is there and of this JVM and jar
   * @param writable whether this user can make it
   */
  static Finding of(Optional<Path> file, boolean current, boolean writable) {
    if (file.isEmpty()) {
      return Finding.info("class archive", "none, a start takes some tenths of a second longer");
    }
    if (current) {
      return Finding.ok("class archive", file.get().toString());
    }
    String text = file.get() + " is not there, or of another JVM or jar";
    return writable
        ? Finding.info("class archive", text + "; the runner makes it ten seconds after its start")
        : Finding.warn(
            "class archive",
            text + ", and this user cannot make it",
            "run a6-runner warm as the owner of that folder, or set A6_RUNNER_ARCHIVE_DIR");
  }
}
