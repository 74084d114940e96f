/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.protocol.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerChildTest {
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<String> logged = new CompletableFuture<>();

  @Test
  void close_childThatSaysSomethingAtItsEnd_isHeardOut(@TempDir Path folder) throws Exception {
    Path socket = folder.resolve("socket");
    String script = "trap 'echo bye >&2; exit' TERM; : > \"$0\"; while :; do sleep 1 & wait; done";
    List<String> command = List.of("sh", "-c", script, socket.toString());

    RunnerChild.start(command, socket, said::add, logged::complete).close();

    assertThat(logged.get(20, TimeUnit.SECONDS)).isEqualTo("bye");
    assertThat(said).isEmpty();
  }

  @Test
  void watch_programThatIsAwayWhenItIsStartedAgain_isTriedOnceMore(@TempDir Path folder)
      throws Exception {
    Path program = folder.resolve("program");
    Path away = folder.resolve("away");
    Files.writeString(
        program, "#!/bin/sh\n: > \"$1\"\nuntil [ -e \"$0.end\" ]; do sleep 0.1; done");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path socket = folder.resolve("socket");
    List<String> command = List.of(program.toString(), socket.toString());

    try (var child = RunnerChild.start(command, socket, said::add, line -> {})) {
      assertThat(child).isNotNull();
      Files.delete(socket);
      Files.move(program, away);
      Files.createFile(folder.resolve("program.end"));
      Until.met("failed", () -> said.stream().anyMatch(text -> text.contains("cannot be started")));
      Files.move(away, program);
      Until.met("started again", () -> Files.exists(socket));
    }
  }

  @Test
  void start_programThatEndsAtOnce_isSaidWithoutATrace(@TempDir Path folder) {
    List<String> command = List.of("sh", "-c", "exit 3");

    assertThatThrownBy(
            () -> RunnerChild.start(command, folder.resolve("socket"), said::add, logged::complete))
        .isInstanceOf(StartException.class)
        .hasMessage("the runner ended with status 3 (expected: to listen)");
  }
}
