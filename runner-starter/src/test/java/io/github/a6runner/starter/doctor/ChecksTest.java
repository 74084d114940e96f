/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import static io.github.a6runner.starter.doctor.Finding.Level.FAIL;
import static io.github.a6runner.starter.doctor.Finding.Level.INFO;
import static io.github.a6runner.starter.doctor.Finding.Level.OK;
import static io.github.a6runner.starter.doctor.Finding.Level.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.socket.SocketFile;
import io.github.a6runner.starter.doctor.SocketFacts.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
  private static final Path SOCKET = Path.of("/run/x.sock");

  /** What a whole process took after its loads, as bin/a6-runner starts it, in megabytes. */
  private static final Pattern MEASURED =
      Pattern.compile(
          "(?m)^\\| A6 Runner, (?:non-)?blocking, JDK \\d+ (?:\\| [^|]+){4}\\| (\\d+) ");

  private static final FolderFacts OPEN = folder("/run", true, true, "r-x");

  private static FolderFacts folder(String path, boolean exists, boolean writable, String others) {
    return new FolderFacts(Path.of(path), exists, writable, "root", others, false);
  }

  private static SocketFacts socket(Kind kind, String rights, boolean answers) {
    Optional<String> listener = Optional.of("www").filter(user -> kind == Kind.SOCKET);
    return new SocketFacts(SOCKET, kind, rights, "root", listener, answers);
  }

  @Test
  void length_longestPath_fitsAndOneByteMoreDoesNot() {
    int most = SocketFile.MAX_PATH_BYTES;
    assertThat(SocketChecks.length(Path.of("/" + "x".repeat(most - 1))).level()).isEqualTo(OK);
    assertThat(SocketChecks.length(Path.of("/" + "x".repeat(most))).line())
        .startsWith("fail  socket path: /xxx")
        .contains("has " + (most + 1) + " bytes, a Unix socket may have " + most);
    assertThat(SocketChecks.length(Path.of("/" + "ä".repeat(54))).level()).isEqualTo(FAIL);
  }

  @Test
  void folders_missingOrNotWritable_fail() {
    assertThat(SocketChecks.folders(List.of(folder("/no", false, false, "---"), OPEN)))
        .containsExactly(Finding.fail("socket folder", "/no is not there", "mkdir -p /no"));
    assertThat(SocketChecks.folders(List.of(folder("/run", true, false, "r-x"))))
        .extracting(Finding::level)
        .containsExactly(FAIL);
  }

  @Test
  void folders_oneAboveIsClosed_isNamed() {
    FolderFacts closed = folder("/srv", true, true, "---");

    assertThat(SocketChecks.folders(List.of(folder("/srv/x", true, true, "r-x"), closed)))
        .last()
        .extracting(Finding::line)
        .asString()
        .startsWith("warn  socket folder: /srv can be entered by root and its group alone (do: ch");
  }

  @ParameterizedTest
  @CsvSource({
    "NOTHING, '', false, OK",
    "STALE, rw-rw-rw-, false, INFO",
    "OTHER, rw-r--r--, false, FAIL",
    "SOCKET, rw-rw-rw-, true, INFO",
    "SOCKET, rw-rw-rw-, false, WARN",
  })
  void present_whatIsAtThePath_isSaid(
      Kind kind, String rights, boolean answers, Finding.Level level) {
    assertThat(SocketChecks.present(socket(kind, rights, answers), "me"))
        .extracting(Finding::level)
        .containsExactly(level);
  }

  @Test
  void present_runnerOfAnother_isNamedAndNarrowRightsToo() {
    assertThat(SocketChecks.present(socket(Kind.SOCKET, "rwx------", true), "me"))
        .extracting(Finding::line)
        .satisfiesExactly(
            line -> assertThat(line).contains("a process of user www listens on /run/x.sock and"),
            line -> assertThat(line).startsWith("warn  socket rights: rwx------ of root"));
  }

  @Test
  void leftovers_some_areCounted() {
    assertThat(SocketChecks.leftovers(List.of())).isEmpty();
    assertThat(SocketChecks.leftovers(List.of(SOCKET, SOCKET)).get(0).text()).startsWith("2 that");
  }

  @Test
  void plugins_folder_isThereAndNotEverybodys() {
    assertThat(FolderChecks.plugins(folder("/p", false, false, "---")).level()).isEqualTo(FAIL);
    assertThat(FolderChecks.plugins(folder("/p", true, true, "rwx")).level()).isEqualTo(WARN);
    assertThat(FolderChecks.plugins(folder("/p", true, false, "r-x")).level()).isEqualTo(OK);
  }

  @Test
  void log_missingFolder_canBeMadeWhereTheOneAboveIsWritable() {
    FolderFacts file = folder("/a/logs/x.log", false, false, "---");
    FolderFacts missing = folder("/a/logs", false, false, "---");

    assertThat(FolderChecks.log(List.of(file, missing, folder("/a", true, true, "---"))))
        .isEqualTo(Finding.ok("log folder", "/a/logs can be made"));
    assertThat(FolderChecks.log(List.of(file, missing, folder("/a", true, false, "---"))).level())
        .isEqualTo(WARN);
  }

  @Test
  void log_fileThatIsAFolder_isWarnedOf() {
    assertThat(FolderChecks.log(FolderFacts.upwards(Path.of("/"))).line())
        .startsWith("warn  log file: / is a folder");
  }

  @Test
  void temporary_notWritable_failsAndOtherThingsAreWarnedOf() {
    FolderFacts sticky = new FolderFacts(Path.of("/tmp"), true, true, "root", "rwx", true);

    assertThat(FolderChecks.temporary(sticky, true)).extracting(Finding::level).containsOnly(OK);
    assertThat(FolderChecks.temporary(sticky, false).get(0).text()).contains("noexec");
    assertThat(FolderChecks.temporary(folder("/tmp", true, true, "rwx"), false)).hasSize(2);
    assertThat(FolderChecks.temporary(folder("/tmp", true, false, "r-x"), true).get(0).level())
        .isEqualTo(FAIL);
  }

  @Test
  void version_oldOnesAndOnesWithoutVirtualThreads_areSaid() {
    assertThat(JvmChecks.version(11, "/jdk").level()).isEqualTo(FAIL);
    assertThat(JvmChecks.version(17, "/jdk").level()).isEqualTo(INFO);
    assertThat(JvmChecks.version(24, "/jdk").level()).isEqualTo(OK);
  }

  @Test
  void memory_heapThatLeavesNoRoom_saysWhatWouldFit() {
    long megabyte = 1L << 20;

    assertThat(JvmChecks.memory(512 * megabyte, Optional.empty()).level()).isEqualTo(OK);
    assertThat(JvmChecks.memory(512 * megabyte, Optional.of(640 * megabyte)).level()).isEqualTo(OK);
    assertThat(JvmChecks.memory(512 * megabyte, Optional.of(639 * megabyte)).level())
        .isEqualTo(WARN);
    assertThat(JvmChecks.memory(512 * megabyte, Optional.of(512 * megabyte)).advice())
        .startsWith("set A6_RUNNER_JAVA_OPTS=-Xmx384m");
    assertThat(JvmChecks.memory(512 * megabyte, Optional.of(megabyte)).advice())
        .contains("-Xmx64m");
  }

  @Test
  void memory_besideTheHeap_isWhatThePagesSay() throws IOException {
    int megabytes = (int) (JvmChecks.BESIDE_HEAP >> 20);
    List<Integer> measured =
        MEASURED
            .matcher(Files.readString(Path.of("..", "README.md")))
            .results()
            .map(row -> Integer.valueOf(row.group(1)))
            .toList();

    assertThat(Files.readString(Path.of("..", "docs", "operations.md")))
        .contains("| %d MB as a rule".formatted(megabytes))
        .contains("the heap and %d MB for threads".formatted(megabytes))
        .contains("took less than these %d MB".formatted(megabytes));
    assertThat(measured).hasSizeGreaterThan(1).allMatch(resident -> resident < megabytes);
  }

  @Test
  void openFiles_fewerThanConnections_isWarnedOf() {
    assertThat(JvmChecks.openFiles(8448, 8192).level()).isEqualTo(OK);
    assertThat(JvmChecks.openFiles(1024, 8192).text()).contains("max-connections is 8192");
    assertThat(JvmChecks.openFiles(1024, 8192).advice())
        .isEqualTo("raise ulimit -n to 8448, or lower max-connections");
  }

  @Test
  void archive_notThere_isMadeByWhoCan() {
    Path file = Path.of("/opt/a6/var/x.jsa");
    Finding impossible = ArchiveChecks.ofMissing(file, Optional.of("/opt/a6: permission denied"));

    assertThat(ArchiveChecks.ofMissing(file, Optional.empty()).level()).isEqualTo(INFO);
    assertThat(impossible.text()).endsWith("cannot make it: /opt/a6: permission denied");
    assertThat(impossible.advice()).contains("a6-runner warm");
  }

  @Test
  void archive_thatIsNotUsed_isNoHelp() {
    Path file = Path.of("/opt/a6/var/x.jsa");

    assertThat(ArchiveChecks.ofCurrent(file, true).level()).isEqualTo(OK);
    assertThat(ArchiveChecks.ofCurrent(file, false).level()).isEqualTo(WARN);
  }
}
