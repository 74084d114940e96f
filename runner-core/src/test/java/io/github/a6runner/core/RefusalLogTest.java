/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.log.SparseLog;
import io.github.a6runner.core.socket.PeerCheck;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever is refused again and again must not fill the log. */
class RefusalLogTest {
  @RegisterExtension final TestLog log = new TestLog();

  private final AtomicLong now = new AtomicLong();
  private final FailureLog failures = new FailureLog(now::get, RunnerHooks.NONE);

  @Test
  void connectionRefused_oftenForTwoUsers_isSaidOnceForEach() {
    for (int pid = 1; pid <= 1000; pid++) {
      refuse("nobody", pid);
      refuse("www", pid);
    }

    assertThat(log.messages())
        .containsExactly("connection refused: nobody, pid 1", "connection refused: www, pid 1");
  }

  @Test
  void sayRest_afterThePause_countsTheRefused() {
    for (int pid = 1; pid <= 5; pid++) {
      refuse("nobody", pid);
    }
    now.addAndGet(SparseLog.PAUSE_NANOS);
    failures.sayRest();

    assertThat(log.messages())
        .last()
        .isEqualTo("connections refused for their peer, nobody: 4 more in the last 10 s");
  }

  @Test
  void connectionRefused_forMoreUsersThanAreToldApart_leavesOtherTopicsAlone() {
    for (int user = 0; user < 10 * SparseLog.MOST_TOPICS; user++) {
      refuse("user " + user, 1);
    }
    failures.tooManyConnections(1);
    failures.tooManyConnections(2);

    assertThat(log.messages()).hasSizeLessThanOrEqualTo(SparseLog.MOST_TOPICS + 3);
    assertThat(log.messages())
        .endsWith(
            "connections refused for overload (expected: at most 1, as max-connections says)",
            "connections refused for overload (expected: at most 2, as max-connections says)");
  }

  private void refuse(String user, int pid) {
    failures.connectionRefused(new PeerCheck.Refusal(user, user + ", pid " + pid));
  }
}
