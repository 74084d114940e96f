/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static io.github.a6runner.starter.SharedInstallation.NOBODY;
import static io.github.a6runner.starter.SharedInstallation.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The surroundings of a container: the first process, file systems that cannot be written to. */
class ContainerIT {
  private static final String READ_ONLY = "mount --bind $0 $0 && mount -o remount,ro,bind $0 && ";

  private final SharedInstallation installed;
  private final Path socket;

  ContainerIT(@TempDir Path folder) throws IOException {
    installed = SharedInstallation.in(folder);
    socket = Files.createDirectory(folder.resolve("run")).resolve("x.sock");
  }

  @BeforeEach
  void namespaces() throws Exception {
    SharedInstallation.assumeRoot();
    try (RunnerProcess unshare =
        installed.start(List.of("unshare", "--fork", "--pid", "--mount-proc", "true"))) {
      assumeTrue(unshare.awaitEnd() == 0, "unshare: no namespaces here: " + unshare.err());
    }
  }

  /** The end of a shell command that starts a runner with the given options. */
  private String runner(String options) {
    return "exec $0/bin/a6-runner run --listen unix:" + socket + " " + options;
  }

  private RunnerProcess unshared(String option, String command) throws IOException {
    List<String> words = new ArrayList<>(List.of("unshare", "--fork", "--kill-child"));
    words.addAll(List.of(option.split(" ", -1)));
    words.addAll(List.of("sh", "-c", command, installed.home().toString()));
    return installed.start(words);
  }

  private void assertAnswered() throws Exception {
    try (RunnerProcess call = installed.start(installed.call(socket))) {
      assertThat(call.out()).startsWith("stop: the client gets 200");
    }
  }

  @Test
  void firstProcess_answersAndEndsBySigtermNotAsAnOrphan() throws Exception {
    try (RunnerProcess unshare = unshared("--pid --mount-proc", runner("--managed"))) {
      unshare.awaitReadiness();
      ProcessHandle runner = unshare.children().get(0);
      assertThat(Files.readString(Path.of("/proc/" + runner.pid() + "/status")))
          .containsPattern("(?m)^NSpid:\\s.*\\s1$");
      assertAnswered();
      assertAnswered();

      assertThat(runner.destroy()).isTrue();

      assertThat(unshare.awaitEnd()).isZero();
      assertThat(installed.home().resolve("logs/a6-runner.log"))
          .content()
          .contains("stopping: told to by a signal")
          .doesNotContain("is gone");
      assertThat(socket).doesNotExist();
    }
  }

  @Test
  void readOnlyInstallation_logsToStderrAndAnswers() throws Exception {
    try (RunnerProcess unshare = unshared("--mount", READ_ONLY + runner("--managed"))) {
      unshare.awaitReadiness();
      assertAnswered();

      assertThat(unshare.children().get(0).destroy()).isTrue();

      assertThat(unshare.awaitEnd()).isZero();
      assertThat(unshare.err())
          .contains("log.file: " + installed.home() + "/logs/a6-runner.log cannot be written, logg")
          .contains("INFO  RunCommand stopping: ");
      assertThat(installed.home().resolve("logs")).doesNotExist();
    }
  }

  @Test
  void installationOfAnother_logsToStderrAndAnswers() throws Exception {
    Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> command = installed.command("run", "--managed", "--listen", "unix:" + socket);
    try (RunnerProcess runner = installed.start(as(NOBODY, command))) {
      runner.awaitReadiness();
      runner.terminate();
      assertThat(runner.awaitEnd()).isZero();
      assertThat(runner.err()).contains("cannot be written, logging to stderr: ");
    }
  }

  @Test
  void noFolderForTemporaryFiles_isNamedWithWhatToDo() throws Exception {
    String noFolder = installed.home().resolve("conf/runner.yaml").toString();
    Map<String, String> environment =
        Map.of("A6_RUNNER_JAVA_OPTS", "-Djava.io.tmpdir=" + noFolder, "A6_RUNNER_ARCHIVE_DIR", "");
    String[] command =
        installed.command("run", "--listen", "unix:" + socket).toArray(String[]::new);
    try (RunnerProcess runner = RunnerProcess.start(installed.home(), environment, command)) {
      assertThat(runner.awaitEnd()).isEqualTo(1);
      assertThat(runner.err())
          .contains("a6-runner: temporary files: ")
          .contains(noFolder, "-Djava.io.tmpdir=DIR")
          .doesNotContain("Exception", "\tat ");
    }
  }
}
