/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static io.github.a6runner.starter.SharedInstallation.NOBODY;
import static io.github.a6runner.starter.SharedInstallation.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the defaults let in and keep out, with processes of different users. */
class PeersIT {
  private static final int STRANGER = 4711;
  private static final String ANSWER = "stop: the client gets 200";

  private final Path folder;
  private final SharedInstallation installed;
  private final Path sockets;
  private final Path socket;

  PeersIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    installed = SharedInstallation.in(folder);
    sockets = Files.createDirectory(folder.resolve("sockets"));
    Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwxrwxrwx"));
    socket = sockets.resolve("x.sock");
  }

  @BeforeEach
  void root() {
    SharedInstallation.assumeRoot();
  }

  private RunnerProcess runner(int user, String... options) throws IOException {
    List<String> command = installed.command("run", "--listen", "unix:" + socket);
    command.addAll(List.of(options));
    RunnerProcess runner = installed.start(as(user, command));
    runner.awaitReadiness();
    return runner;
  }

  private void assertAnswered(int user) throws Exception {
    try (RunnerProcess call = installed.start(as(user, installed.call(socket)))) {
      assertThat(call.out()).startsWith(ANSWER);
      assertThat(call.awaitEnd()).isZero();
    }
  }

  private void assertRefused(int user) throws Exception {
    try (RunnerProcess call = installed.start(as(user, installed.call(socket)))) {
      assertThat(call.out()).isEmpty();
      assertThat(call.awaitEnd()).isEqualTo(1);
      assertThat(call.err()).startsWith("a6-runner: ");
    }
  }

  @Test
  void runnerOfRoot_processOfAnotherUser_getsNoAnswerAndTheLogSaysWhy() throws Exception {
    try (RunnerProcess runner = runner(0)) {
      assertRefused(NOBODY);
      assertAnswered(0);

      runner.terminate();
      assertThat(runner.awaitEnd()).isZero();
      assertThat(runner.err())
          .containsPattern("connection refused: peer: user nobody \\(65534\\), pid \\d+")
          .contains("add to conf/runner.yaml: allowed-users: [nobody]");
    }
  }

  @Test
  void runnerOfRoot_userIsListed_isLetInAndNoOther() throws Exception {
    try (RunnerProcess runner = runner(0, "--set", "allowed-users=nobody")) {
      assertAnswered(NOBODY);
      assertRefused(STRANGER);
      assertThat(runner.err()).contains("peer: user 4711 (4711)").doesNotContain("user nobody");
    }
  }

  @Test
  void runnerOfNobody_everythingUnderOneUser_isLetInAndRootToo() throws Exception {
    try (RunnerProcess runner = runner(NOBODY)) {
      assertAnswered(NOBODY);
      assertAnswered(0);
      assertRefused(STRANGER);
      assertThat(Files.getPosixFilePermissions(socket))
          .isEqualTo(PosixFilePermissions.fromString("rw-rw-rw-"));
      assertThat(runner.err()).contains("peer: user 4711 (4711)");
    }
  }

  @Test
  void runnerOfAGateway_workerOfNobody_isLetInAndOthersOfNobodyAreNot() throws Exception {
    try (FakeGateway gateway = FakeGateway.start(folder)) {
      gateway.startRunner(installed.command("run"), socket);

      assertThat(gateway.work(as(NOBODY, installed.call(socket)), "hi")).startsWith(ANSWER);
      assertRefused(NOBODY);

      assertThat(installed.home().resolve("logs/a6-runner.log"))
          .content()
          .contains("connection refused: peer: user nobody (65534)");
    }
  }
}
