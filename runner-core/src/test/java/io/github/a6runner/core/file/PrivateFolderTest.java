/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
  private static final String PREFIX = "a6-test-";

  private final Path parent;

  PrivateFolderTest(@TempDir Path parent) {
    this.parent = parent;
  }

  @Test
  void make_newFolder_isTheUsersAlone() throws IOException {
    try (PrivateFolder folder = PrivateFolder.make(parent, PREFIX)) {
      assertThat(Files.getPosixFilePermissions(folder.path()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void close_folderWithContents_deletesAll() throws IOException {
    PrivateFolder folder = PrivateFolder.make(parent, PREFIX);
    Files.createDirectories(folder.path().resolve("a/b"));

    folder.close();

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void make_besideForgottenAndUsedOnes_deletesTheForgotten() throws IOException {
    Path forgotten = Files.createDirectory(parent.resolve("a6-test-1"));
    Files.writeString(forgotten.resolve("lock"), "");
    Path other = Files.createDirectory(parent.resolve("another"));
    try (PrivateFolder used = PrivateFolder.make(parent, PREFIX);
        PrivateFolder next = PrivateFolder.make(parent, PREFIX)) {
      assertThat(parent.toFile().list())
          .containsExactlyInAnyOrder(
              other.getFileName().toString(),
              used.path().getFileName().toString(),
              next.path().getFileName().toString());
    }
  }

  @Test
  void make_besideOneOfThisProcess_leavesItsLockHeld() throws Exception {
    try (PrivateFolder used = PrivateFolder.make(parent, PREFIX)) {
      PrivateFolder.make(parent, PREFIX).close();

      Process other = LockHolder.start(used.path().resolve("lock"));
      try (BufferedReader said = other.inputReader()) {
        assertThat(said.readLine()).isEqualTo("busy");
      } finally {
        other.destroyForcibly();
      }
    }
  }
}
