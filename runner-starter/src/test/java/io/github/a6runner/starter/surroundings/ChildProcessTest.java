/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LATE = Duration.ofHours(1);
  private static final int KILLED = 128 + 9;
  private static final int ASKED_TO_END = 128 + 15;

  @Test
  void await_processThatHangs_isKilledAtTheLimit() throws Exception {
    try (ChildProcess process = ChildProcess.start(command("exec sleep 1000"), SOON)) {
      assertThat(process.await()).isEqualTo(KILLED);
    }
  }

  @Test
  void out_processThatHangs_endsAtTheLimit() throws Exception {
    try (ChildProcess process = ChildProcess.start(command("exec sleep 1000"), SOON)) {
      assertThat(process.out()).isEmpty();
    }
  }

  @Test
  void end_processThatWaits_endsAsBySigterm() throws Exception {
    try (ChildProcess process = ChildProcess.start(command("exec sleep 1000"), LATE)) {
      process.end();

      assertThat(process.await()).isEqualTo(ASKED_TO_END);
    }
  }

  @Test
  void close_processThatHangs_killsIt() throws Exception {
    ChildProcess process = ChildProcess.start(command("exec sleep 1000"), LATE);

    process.close();

    assertThat(process.await()).isEqualTo(KILLED);
  }

  private static ProcessBuilder command(String script) {
    return new ProcessBuilder("/bin/sh", "-c", script);
  }
}
