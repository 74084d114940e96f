/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuntimeDirTest {
  private static final Path RUN = Path.of("/run");
  private static final Path TMP = Path.of("/tmp");

  private final Path folder;
  private final Path good;
  private final long user = Users.system().ownId();

  RuntimeDirTest(@TempDir Path folder) {
    this.folder = folder;
    this.good = folder.resolve("good");
  }

  private Path choose(Path first) throws StartException {
    List<Path> folders = List.of(first, good);
    Path seen = RuntimeDir.choose(folders, each -> RuntimeDir.look(each, user));
    assertThat(good).as("only looked for").doesNotExist();

    Path chosen = RuntimeDir.choose(folders, each -> RuntimeDir.claim(each, user));

    assertThat(seen).isEqualTo(chosen);
    return chosen;
  }

  @Test
  void candidates_user_hasSessionBeforeTemporary() {
    Map<String, String> env = Map.of("XDG_RUNTIME_DIR", "/run/user/7");

    assertThat(RuntimeDir.candidates(env, 7, RUN, TMP))
        .containsExactly(Path.of("/run/user/7/a6-runner"), Path.of("/tmp/a6-runner-7"));
  }

  @Test
  void candidates_root_hasRunFirst() {
    Map<String, String> env = Map.of("XDG_RUNTIME_DIR", "/run/user/0");

    assertThat(RuntimeDir.candidates(env, 0, RUN, TMP))
        .startsWith(Path.of("/run/a6-runner"), Path.of("/run/user/0/a6-runner"));
  }

  @Test
  void candidates_relativeOrEmpty_areLeftOut() {
    for (String session : List.of("", "run/user/7")) {
      assertThat(RuntimeDir.candidates(Map.of("XDG_RUNTIME_DIR", session), 7, RUN, TMP))
          .containsExactly(Path.of("/tmp/a6-runner-7"));
    }
  }

  @Test
  void choose_missing_makesAPrivateOne() throws IOException {
    assertThat(choose(folder.resolve("first"))).isEqualTo(folder.resolve("first"));
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("first"))))
        .isEqualTo("rwx------");
    assertThat(good).doesNotExist();
  }

  @Test
  void choose_madeBefore_isTakenAgain() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));

    assertThat(choose(first)).isEqualTo(first);
  }

  @Test
  void find_missing_isNotMade() throws IOException {
    Path first = folder.resolve("first");

    assertThat(RuntimeDir.find(Optional.of(first), Map.of())).isEqualTo(first);
    assertThat(first).doesNotExist();
  }

  @Test
  void find_missingParent_saysWhatIsMissing() {
    Path none = folder.resolve("none");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> RuntimeDir.find(Optional.of(none.resolve("first")), Map.of()))
        .withMessageContaining("cannot be used: " + none + ": no such file or folder (expected: ");
  }

  @Test
  void choose_parentThatIsAFile_takesTheNext() throws IOException {
    assertThat(choose(Files.createFile(folder.resolve("file")).resolve("first"))).isEqualTo(good);
  }

  @Test
  void choose_parentNotWritable_takesTheNext() throws IOException {
    assumeFalse(user == Users.ROOT, "root may write everywhere");
    Path parent = Files.createDirectory(folder.resolve("parent"));
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-x------"));

    assertThat(choose(parent.resolve("first"))).isEqualTo(good);
  }

  @Test
  void choose_linkToNothing_takesTheNext() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("none"));

    assertThat(choose(link)).isEqualTo(good);
  }

  @Test
  void choose_linkToAFolder_takesTheNext() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));

    assertThat(choose(Files.createSymbolicLink(folder.resolve("link"), target))).isEqualTo(good);
  }

  @Test
  void choose_file_takesTheNext() throws IOException {
    assertThat(choose(Files.createFile(folder.resolve("file")))).isEqualTo(good);
  }

  @Test
  void choose_missingParent_takesTheNext() throws IOException {
    assertThat(choose(folder.resolve("none").resolve("first"))).isEqualTo(good);
  }

  @Test
  void choose_writableForOthers_takesTheNext() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx----w-"));

    assertThat(choose(open)).isEqualTo(good);
  }

  @Test
  void choose_systemThatRefuses_takesTheNext() throws IOException {
    Path proc = Path.of("/proc");
    assumeTrue(Files.isDirectory(proc));

    // Not looked for first: no look can tell that of root.
    List<Path> folders = List.of(proc.resolve("a6-runner"), good);
    assertThat(RuntimeDir.choose(folders, each -> RuntimeDir.claim(each, user))).isEqualTo(good);
  }

  @Test
  void choose_notWritable_takesTheNext() throws IOException {
    assumeFalse(user == Users.ROOT, "root may write everywhere");
    Path first = Files.createDirectory(folder.resolve("first"));
    Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("r-x------"));

    assertThat(choose(first)).isEqualTo(good);
  }

  @Test
  void choose_anothersAlone_saysWhyAndWhatToDo() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(
            () -> RuntimeDir.choose(List.of(first), each -> RuntimeDir.look(each, user + 1)))
        .withMessageContaining(first + " cannot be used: it belongs to another user")
        .withMessageEndingWith("name one as runtime-dir)");
  }
}
