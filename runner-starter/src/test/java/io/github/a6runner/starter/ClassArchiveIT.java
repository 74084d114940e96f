/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes, as {@code bin/a6-runner} of an installation uses and makes it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClassArchiveIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private Path home = Path.of("");

  ClassArchiveIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void unpack() throws Exception {
    home = Distribution.unpack(folder);
  }

  @Test
  void warm_thenUpgradesAndForeignHands_areNeitherUsedNorMentioned() throws Exception {
    assertThat(usesArchive()).isFalse();
    assertThat(say("warm")).endsWith(".jsa made");
    assertThat(usesArchive()).isTrue();
    assertThat(say("warm")).endsWith(".jsa is up to date");

    Files.setPosixFilePermissions(
        home.resolve("var"), PosixFilePermissions.fromString("rwxrwxr-x"));
    assertThat(usesArchive()).isFalse();
    Files.setPosixFilePermissions(
        home.resolve("var"), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(usesArchive()).isTrue();

    Files.setLastModifiedTime(home.resolve("lib/a6-runner.jar"), FileTime.from(Instant.EPOCH));
    assertThat(usesArchive()).isFalse();
    assertThat(say("warm")).endsWith(".jsa made");
    assertThat(usesArchive()).isTrue();
  }

  @Test
  void warm_underANarrowUmask_makesWhatEveryUserCanRead() throws Exception {
    String script = home.resolve("bin/a6-runner").toString();
    try (RunnerProcess warm =
        RunnerProcess.start(
            folder, Map.of(), "/bin/sh", "-c", "umask 077; exec \"$0\" warm", script)) {
      assertThat(warm.awaitEnd()).as(warm.err()).isZero();
    }

    assertThat(rights(home.resolve("var"))).isEqualTo("rwxr-xr-x");
    try (Stream<Path> files = Files.list(home.resolve("var"))) {
      assertThat(files.filter(file -> file.toString().contains(".jsa")))
          .hasSize(2)
          .allMatch(file -> rights(file).equals("rw-r--r--"));
    }
  }

  @Test
  void run_withoutArchive_makesItAndLeavesNothingElse() throws Exception {
    Path archives = Files.createDirectory(home.resolve("var"));
    Map<String, String> environment =
        Map.of("APISIX_LISTEN_ADDRESS", "unix:" + folder.resolve("x.sock"));
    try (RunnerProcess run = start(environment, "run")) {
      run.awaitReadiness();

      awaitNote(archives);

      run.terminate();
      assertThat(run.awaitEnd()).isZero();
      assertThat(run.err()).doesNotContain("WARN", "ERROR");
    }
    assertThat(usesArchive()).isTrue();
    assertThat(archives.toFile().list()).hasSize(3).contains("lock");
  }

  @Test
  void warm_withoutAFolder_saysWhyNot() throws Exception {
    try (RunnerProcess warm = start(Map.of("A6_RUNNER_ARCHIVE_DIR", ""), "warm")) {
      assertThat(warm.awaitEnd()).isEqualTo(2);
      assertThat(warm.err()).startsWith("a6-runner: warm: no place for an archive");
    }
  }

  private static String rights(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The note is the last thing that is put there. */
  private static void awaitNote(Path archives) throws Exception {
    Until.met(
        "a note", PATIENCE, () -> Files.exists(archives.resolve("lock")) && hasNote(archives));
  }

  private static boolean hasNote(Path archives) throws IOException {
    try (var files = Files.newDirectoryStream(archives, "*.jsa.for")) {
      return files.iterator().hasNext();
    }
  }

  private boolean usesArchive() throws Exception {
    Path classes = folder.resolve("classes.log");
    Map<String, String> environment =
        Map.of("A6_RUNNER_JAVA_OPTS", "-Xlog:class+load:file=" + classes);
    try (RunnerProcess version = start(environment, "version")) {
      assertThat(version.awaitEnd()).isZero();
      assertThat(version.err()).isEmpty();
      assertThat(version.out()).startsWith("a6-runner ").hasLineCount(3);
    }
    return Files.readString(classes)
        .contains(Main.class.getName() + " source: shared objects file");
  }

  private String say(String... command) throws Exception {
    try (RunnerProcess process = start(Map.of(), command)) {
      assertThat(process.awaitEnd()).as(process.err()).isZero();
      assertThat(process.err()).isEmpty();
      return process.out();
    }
  }

  private RunnerProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = home.resolve("bin/a6-runner").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return RunnerProcess.start(folder, environment, command);
  }
}
