/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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
    var unused = forgotten("a6-test-1");
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
  void make_besideOneThatOthersMayWriteTo_leavesIt() throws IOException {
    Path foreign = forgotten("a6-test-1");
    Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("rwxrwxrwx"));

    PrivateFolder.make(parent, PREFIX).close();

    assertThat(foreign.resolve("lock")).exists();
  }

  @Test
  void deleteForgotten_folderOfAnotherUser_leavesIt() throws IOException {
    Path foreign = forgotten("a6-test-1");
    int owner = (int) Files.getAttribute(foreign, "unix:uid");

    PrivateFolder.deleteForgotten(parent, PREFIX, owner + 1);
    assertThat(foreign.resolve("lock")).exists();

    PrivateFolder.deleteForgotten(parent, PREFIX, owner);
    assertThat(foreign).doesNotExist();
  }

  @Test
  void make_besideLinkToAForgottenOne_leavesBoth() throws IOException {
    Path elsewhere = forgotten("elsewhere");
    Path link = Files.createSymbolicLink(parent.resolve("a6-test-1"), elsewhere);

    PrivateFolder.make(parent, PREFIX).close();

    assertThat(link).isSymbolicLink();
    assertThat(elsewhere.resolve("lock")).exists();
  }

  /** To open it would wait for somebody who reads. */
  @Test
  void make_besideOneWhoseLockIsAPipe_leavesIt() throws Exception {
    Path lock = forgotten("a6-test-1").resolve("lock");
    Files.delete(lock);
    Process mkfifo = new ProcessBuilder("mkfifo", lock.toString()).start();
    assertThat(mkfifo.waitFor()).isZero();

    PrivateFolder.make(parent, PREFIX).close();

    assertThat(lock).exists();
  }

  @Test
  void make_besideOneThatIsJustBeingMade_leavesIt() throws IOException {
    Path making = forgotten("a6-test-1");
    Files.writeString(making.resolve("lock"), "");

    PrivateFolder.make(parent, PREFIX).close();

    assertThat(making.resolve("lock")).exists();
  }

  @Test
  void make_lockCannotBeMade_leavesNothing() throws IOException {
    // With up to 20 digits behind it, a path that a folder may just have, and no file in it.
    int room = 4095 - 20;
    Path deep = parent;
    while (room - deep.toString().length() > 200) {
      deep = Files.createDirectory(deep.resolve("d".repeat(100)));
    }
    Path folder = deep;
    String prefix = "p".repeat(room - folder.toString().length() - 1);

    assertThatIOException().isThrownBy(() -> PrivateFolder.make(folder, prefix));

    assertThat(folder.toFile().list()).isEmpty();
  }

  /** Else a process that is killed at its end leaves a folder that nobody takes for forgotten. */
  @Test
  void close_folderWithContents_deletesTheLockLast() throws Exception {
    PrivateFolder folder = PrivateFolder.make(parent, PREFIX);
    Files.createDirectory(folder.path().resolve("a"));
    List<String> deleted = new ArrayList<>();
    try (WatchService watcher = parent.getFileSystem().newWatchService()) {
      folder.path().register(watcher, StandardWatchEventKinds.ENTRY_DELETE);

      folder.close();

      while (deleted.size() < 2) {
        WatchKey key = watcher.take();
        key.pollEvents().forEach(event -> deleted.add(String.valueOf(event.context())));
        key.reset();
      }
    }
    assertThat(deleted).containsExactly("a", "lock");
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

  /** One as a process leaves it that is killed. */
  private Path forgotten(String name) throws IOException {
    Path folder = Files.createDirectory(parent.resolve(name), PrivateFolder.RIGHTS);
    Files.writeString(folder.resolve("lock"), "held");
    return folder;
  }
}
