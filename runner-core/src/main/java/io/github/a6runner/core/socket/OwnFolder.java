/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Whether a folder is this process's user's alone. For any thread. */
public final class OwnFolder {
  private OwnFolder() {}

  /**
   * Looks whose a folder is, and who may write to it.
   *
   * @param folder what is to be a folder, and no link
   * @return why it is not this user's alone; empty if it is
   * @throws IOException if it cannot be looked at
   */
  public static Optional<String> problem(Path folder) throws IOException {
    return problem(folder, Users.system().ownId());
  }

  /** The same for a user. */
  static Optional<String> problem(Path folder, long user) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      return Optional.of("it is a link");
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of("it is not a folder");
    }
    if (Users.ownerOf(folder) != user) {
      return Optional.of("it belongs to another user");
    }
    Set<PosixFilePermission> rights =
        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
    return rights.contains(PosixFilePermission.GROUP_WRITE)
            || rights.contains(PosixFilePermission.OTHERS_WRITE)
        ? Optional.of("others may write to it")
        : Optional.empty();
  }
}
