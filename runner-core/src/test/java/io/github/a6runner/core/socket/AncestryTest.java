/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AncestryTest {
  private static final long MASTER = 40;
  private static final long AGENT = 50;
  private static final long RUNNER = 60;
  private static final String MASTER_TITLE = "nginx: master process /usr/bin/openresty -p /apisix";
  private static final String AGENT_TITLE = "nginx: privileged agent process\0\0\0";

  private final Path folder;
  private final FakeProc proc;

  AncestryTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    proc =
        FakeProc.in(folder)
            .process(1, 0, "/sbin/init")
            .process(MASTER, 1, MASTER_TITLE)
            .process(AGENT, MASTER, AGENT_TITLE);
  }

  private Ancestry ofRunner() {
    return Ancestry.of(proc.root(), RUNNER);
  }

  @Test
  void of_childOfAgent_isManagedByItsMaster() throws IOException {
    proc.process(RUNNER, AGENT, "java\0-jar");

    assertThat(ofRunner().isManaged()).isTrue();
    assertThat(ofRunner().masterPid()).isEqualTo(OptionalLong.of(MASTER));
  }

  @Test
  void of_runnerBehindShells_isManaged() throws IOException {
    proc.process(58, AGENT, "sh\0-c\0bin/a6-runner").process(59, 58, "bash");
    proc.process(RUNNER, 59, "java");

    assertThat(ofRunner().masterPid()).isEqualTo(OptionalLong.of(MASTER));
  }

  @Test
  void of_runnerFarBelowTheAgent_isManagedUpToADepth() throws IOException {
    int deepest = 1000 + 63;
    proc.process(1000, AGENT, "sh");
    for (int pid = 1001; pid <= deepest; pid++) {
      proc.process(pid, pid - 1, "sh");
    }

    assertThat(Ancestry.of(proc.root(), deepest).isManaged()).isTrue();
    proc.process(deepest + 1, deepest, "sh");
    assertThat(Ancestry.of(proc.root(), deepest + 1).isManaged()).isFalse();
  }

  @Test
  void of_childOfWorker_isNotManaged() throws IOException {
    proc.process(51, MASTER, "nginx: worker process").process(RUNNER, 51, "java");

    assertThat(ofRunner().isManaged()).isFalse();
    assertThat(ofRunner().masterPid()).isEmpty();
  }

  @Test
  void of_shellThatMentionsTheAgent_isNotManaged() throws IOException {
    proc.process(58, 1, "sh\0-c\0nginx: privileged agent process");
    proc.process(RUNNER, 58, "java");

    assertThat(ofRunner().isManaged()).isFalse();
  }

  @Test
  void of_agentWithoutMaster_hasNoMaster() throws IOException {
    proc.process(AGENT, 1, AGENT_TITLE).process(RUNNER, AGENT, "java");

    assertThat(ofRunner().isManaged()).isTrue();
    assertThat(ofRunner().masterPid()).isEmpty();
  }

  @Test
  void of_processesInALoop_ends() throws IOException {
    proc.process(RUNNER, 61, "java").process(61, RUNNER, "sh");

    assertThat(ofRunner().isManaged()).isFalse();
  }

  @Test
  void isOrphaned_agentAlive_isFalse() throws IOException {
    proc.process(RUNNER, AGENT, "java");

    assertThat(ofRunner().isOrphaned()).isFalse();
  }

  @Test
  void isOrphaned_agentGone_isTrue() throws IOException {
    proc.process(RUNNER, AGENT, "java");
    Ancestry ancestry = ofRunner();

    proc.end(AGENT);

    assertThat(ancestry.isOrphaned()).isTrue();
  }

  @Test
  void isOrphaned_agentsNumberGivenAgain_isTrue() throws IOException {
    proc.process(RUNNER, AGENT, "java");
    Ancestry ancestry = ofRunner();

    proc.stat(AGENT, "openresty", "S", MASTER, "4712");

    assertThat(ancestry.isOrphaned()).isTrue();
  }

  @Test
  void isOrphaned_notManaged_isFalse() throws IOException {
    proc.process(58, 1, "bash").process(RUNNER, 58, "java");
    Ancestry ancestry = ofRunner();

    proc.end(58);

    assertThat(ancestry.isOrphaned()).isFalse();
  }

  @Test
  void of_withoutProc_findsNoAgentAboveThisTest() {
    Ancestry ancestry = Ancestry.of(folder.resolve("none"), ProcessHandle.current().pid());

    assertThat(ancestry.isManaged()).isFalse();
    assertThat(ancestry.isOrphaned()).isFalse();
  }

  @Test
  void isOrphaned_realAgentKilled_turnsTrue() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/bin/bash")) && Files.exists(Path.of("/proc/self/stat")));
    // The inner shell says its number and lives until its input ends.
    String inner = "sh -c \"echo \\$\\$; exec cat\" <&3; true";
    String script = "exec 3<&0; exec -a 'nginx: privileged agent process' sh -c '" + inner + "'";
    Process agent = new ProcessBuilder("/bin/bash", "-c", script).start();
    try (BufferedReader said = agent.inputReader()) {
      Ancestry ancestry =
          Ancestry.of(Path.of("/proc"), Long.parseLong(requireNonNull(said.readLine())));
      assertThat(ancestry.isManaged()).isTrue();
      assertThat(ancestry.isOrphaned()).isFalse();

      agent.destroyForcibly().waitFor();

      assertThat(ancestry.isOrphaned()).isTrue();
    } finally {
      agent.getOutputStream().close();
    }
  }
}
