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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

  @Test
  void make_folderThatOthersMayWriteTo_isLeftAsItIs(@TempDir Path folder) throws IOException {
    Path left = Files.createDirectory(folder.resolve("making-1"), PrivateFolder.RIGHTS);
    Files.writeString(left.resolve("lock"), "held");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    ClassArchive archive = archive(folder.resolve("classes-17.jsa"), Optional.empty());

    assertThatIOException()
        .isThrownBy(() -> archive.make(JavaProcess.Priority.SAME))
        .withMessage(folder + ": others may write to it (expected: a folder of this user's alone)");

    assertThat(folder.toFile().list()).containsExactly("making-1");
    assertThat(left.toFile().list()).containsExactly("lock");
  }

  @Test
  void obstacle_folderThatIsALink_isNamed(@TempDir Path folder) throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"), PrivateFolder.RIGHTS);
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThat(obstacle(real)).isEmpty();
    assertThat(obstacle(real.resolve("later").resolve("var"))).isEmpty();
    assertThat(obstacle(link).orElseThrow())
        .isEqualTo(link + ": it is a link (expected: a folder of this user's alone)");
  }

  @Test
  void isUsed_anotherArchiveOrNone_isFalse(@TempDir Path folder) {
    Path file = folder.resolve("classes-17.jsa");

    assertThat(archive(file, Optional.of(file.toString())).isUsed()).isTrue();
    assertThat(archive(file, Optional.of(folder + "//classes-17.jsa")).isUsed()).isTrue();
    assertThat(archive(file, Optional.of("/x.jsa")).isUsed()).isFalse();
    assertThat(archive(file, Optional.empty()).isUsed()).isFalse();
  }

  private static Optional<String> obstacle(Path folder) {
    return archive(folder.resolve("classes-17.jsa"), Optional.empty()).obstacle();
  }

  private static ClassArchive archive(Path file, Optional<String> used) {
    Path jar = Path.of("a6-runner.jar");
    return new ClassArchive(file, new JavaProcess(Path.of("java"), List.of(), jar, used));
  }
}
