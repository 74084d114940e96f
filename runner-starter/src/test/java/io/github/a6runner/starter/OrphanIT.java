/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a runner whose gateway is killed. */
class OrphanIT {
  private static final long LIMIT_SECONDS = 5;

  private final Path folder;

  OrphanIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void agentIsKilled_runnerEndsWithinFiveSecondsAndTakesItsSocketAlong() throws Exception {
    killAgent(SharedInstallation.in(folder));
  }

  @Test
  void agentIsKilled_pluginWithAShutdownHookThatHangs_runnerEndsWithinFiveSeconds()
      throws Exception {
    SharedInstallation installed = SharedInstallation.in(folder);
    FaultFilters.writeJar(installed.home().resolve("plugins/hook.jar"), FaultFilters.Hook.class);

    killAgent(installed);
  }

  private void killAgent(SharedInstallation installed) throws Exception {
    Path socket = folder.resolve("x.sock");
    try (FakeGateway gateway = FakeGateway.start(folder)) {
      gateway.startRunner(installed.command("run"), socket);
      ProcessHandle runner = gateway.runner();
      assertThat(runner.parent()).contains(gateway.agent());
      CompletableFuture<ProcessHandle> end = runner.onExit();

      long killed = System.nanoTime();
      assertThat(gateway.agent().destroyForcibly()).isTrue();

      end.get(4 * LIMIT_SECONDS, SECONDS);
      assertThat(NANOSECONDS.toSeconds(System.nanoTime() - killed)).isLessThan(LIMIT_SECONDS);
      assertThat(socket).doesNotExist();
      assertThat(installed.home().resolve("logs/a6-runner.log"))
          .content()
          .contains("stopping: the gateway that started this runner is gone")
          .doesNotContain("plugin not usable");
    }
  }
}
