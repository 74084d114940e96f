/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.a6runner.core.file.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

  @Test
  void make_folderThatOthersMayWriteTo_isLeftAsItIs(@TempDir Path folder) throws IOException {
    Path left = Files.createDirectory(folder.resolve("making-1"), PrivateFolder.RIGHTS);
    Files.writeString(left.resolve("lock"), "held");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    JavaProcess java = new JavaProcess(Path.of("java"), List.of(), Path.of("a6-runner.jar"));
    ClassArchive archive = new ClassArchive(folder.resolve("classes-17.jsa"), java);

    assertThatIOException()
        .isThrownBy(() -> archive.make(JavaProcess.Priority.SAME))
        .withMessage(folder + ": others may write to it (expected: a folder of this user's alone)");

    assertThat(folder.toFile().list()).containsExactly("making-1");
    assertThat(left.toFile().list()).containsExactly("lock");
  }
}
