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
  private static final String SUBJECT = "class archive";

  private ArchiveChecks() {}

  /** Looks at the archive that this process would be started with. */
  static Finding ofThisProcess() {
    Optional<ClassArchive> archive = ClassArchive.ofThisProcess();
    if (archive.isEmpty()) {
      return Finding.info(SUBJECT, "none, a start takes some tenths of a second longer");
    }
    ClassArchive there = archive.get();
    return isCurrent(there)
        ? ofCurrent(there.file(), there.isUsed())
        : ofMissing(there.file(), there.obstacle());
  }

  private static boolean isCurrent(ClassArchive archive) {
    try {
      return archive.isCurrent();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Looks at an archive of this JVM and jar.
   *
   * @param used whether the runner is started with it
   */
  static Finding ofCurrent(Path file, boolean used) {
    return used
        ? Finding.ok(SUBJECT, file.toString())
        : Finding.warn(
            SUBJECT,
            file + " is there but is not used, since others may change it or its folder",
            "see that both are root's or this user's, that no one else may write to them, and that"
                + " the folder is no link");
  }

  /**
   * Looks at an archive that is missing, or of another JVM or jar.
   *
   * @param obstacle why this user cannot make it
   */
  static Finding ofMissing(Path file, Optional<String> obstacle) {
    String text = file + " is not there, or of another JVM or jar";
    return obstacle.isEmpty()
        ? Finding.info(SUBJECT, text + "; the runner makes it ten seconds after its start")
        : Finding.warn(
            SUBJECT,
            text + ", and this user cannot make it: " + obstacle.get(),
            "run a6-runner warm as the owner of that folder, or set A6_RUNNER_ARCHIVE_DIR");
  }
}
