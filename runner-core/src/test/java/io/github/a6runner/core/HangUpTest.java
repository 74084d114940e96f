/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.Decision;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gateway hangs up during a call. */
class HangUpTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate started = new Gate();
  private final BlockingQueue<Exception> ends = new LinkedBlockingQueue<>();

  @Test
  void filter_thatWaitsForAVariable_isTold() throws Exception {
    runner.start(Filters.request("asks", (call, conf) -> Filters.untilAborted(call, ends)));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("asks", "")));
    client.receiveQuestion();

    client.close();

    assertThat(ends.poll(20, TimeUnit.SECONDS)).hasMessageContaining("call 5");
    runner.connect().assertUsable();
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void filter_thatBlocks_isInterruptedAndItsConfReleased() throws Exception {
    CloseableConfs filter = new CloseableConfs((call, conf) -> block());
    RunnerServer server = runner.start(filter);
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("closeable", "c")));
    started.pass();

    client.close();

    assertThat(ends.poll(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    runner.connect().assertUsable();
    server.close();
    assertThat(filter.closed().poll(20, TimeUnit.SECONDS)).isEqualTo("c");
    assertThat(filter.closed()).isEmpty();
  }

  @Test
  void asyncFilter_thatCompletesAfterwards_isNotMissed() throws Exception {
    CompletableFuture<Decision> late = new CompletableFuture<>();
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    runner.start(
        Filters.asyncRequest(
            "late",
            (call, conf) -> {
              var unused =
                  call.variableAsync("x").whenComplete((value, failure) -> seen.complete(failure));
              return late;
            }));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("late", "")));
    client.receiveQuestion();

    client.close();

    assertThat(seen.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(CallAbortedException.class);
    late.complete(Decision.stop(200));
    runner.connect().assertUsable();
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void hangUp_duringACall_freesItsPlace() throws Exception {
    runner.start(
        config -> config.maxCallsInFlight(1), Filters.request("waits", (call, conf) -> block()));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("waits", "")));
    started.pass();

    client.close();

    assertThat(ends.poll(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    runner.connect().assertUsable();
  }

  private Decision block() throws InterruptedException {
    return Filters.untilInterrupted(started, ends);
  }
}
