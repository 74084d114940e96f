/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.core.socket.StartException;
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
  void start_programThatEndsAtOnce_isSaidWithoutATrace(@TempDir Path folder) {
    List<String> command = List.of("sh", "-c", "exit 3");

    assertThatThrownBy(
            () -> RunnerChild.start(command, folder.resolve("socket"), said::add, logged::complete))
        .isInstanceOf(StartException.class)
        .hasMessage("the runner ended with status 3 (expected: it listens)");
  }
}
