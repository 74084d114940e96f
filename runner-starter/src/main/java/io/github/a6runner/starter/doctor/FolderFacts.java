/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder. Immutable.
 *
 * @param path where it is
 * @param exists whether it is there
 * @param writable whether this user may write there, and the file system can be written to
 * @param owner whose it is
 * @param others what others may do there, as {@code r-x}
 * @param sticky whether files there can be removed by their owners alone
 */
record FolderFacts(
    Path path, boolean exists, boolean writable, String owner, String others, boolean sticky) {
  private static final int OTHERS = 6;
  private static final int STICKY = 01000;

  /** Looks at a folder. */
  static FolderFacts of(Path path) {
    try {
      PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
      String rights = PosixFilePermissions.toString(file.permissions());
      int mode = (int) Files.getAttribute(path, "unix:mode");
      return new FolderFacts(
          path,
          file.isDirectory(),
          Files.isWritable(path),
          file.owner().getName(),
          rights.substring(OTHERS),
          (mode & STICKY) != 0);
    } catch (IOException | UnsupportedOperationException e) {
      return new FolderFacts(path, false, false, "?", "---", false);
    }
  }

  /** Looks at a folder and all above it, that one first. */
  static List<FolderFacts> upwards(Path path) {
    List<FolderFacts> folders = new ArrayList<>();
    for (Path folder = path; folder != null; folder = folder.getParent()) {
      folders.add(of(folder));
    }
    return folders;
  }

  /**
   * Whether a folder can be written to, or made.
   *
   * @param above the folder and all above it, of which the first that is there counts
   */
  static boolean canBeUsed(List<FolderFacts> above) {
    return above.stream()
        .filter(FolderFacts::exists)
        .findFirst()
        .filter(FolderFacts::writable)
        .isPresent();
  }
}
