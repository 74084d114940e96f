/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.peer.PeerException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a runner ends: started by hand it finishes its calls, under APISIX it hands over. */
class ShutdownTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate started = new Gate();
  private final Gate go = new Gate();

  private final Filter<String> waits =
      Filters.request(
          "waits",
          (call, conf) -> {
            started.open();
            go.pass();
            return Decision.stop(204);
          });

  @Test
  void close_byHand_closesIdleConnectionsAndRemovesTheSocket() {
    RunnerServer server = runner.start();
    TestClient client = runner.connect();
    client.assertUsable();

    server.close();

    client.assertClosed();
    assertThat(runner.socket()).doesNotExist();
    assertThatThrownBy(runner::connect).isInstanceOf(PeerException.class);
  }

  @Test
  void close_byHand_answersTheCallInFlightFirst() throws Exception {
    RunnerServer server = runner.start(waits);
    TestClient idle = runner.connect();
    idle.assertUsable();
    TestClient busy = runner.connect();
    busy.send(Calls.request(5, busy.prepare("waits", "")));
    started.pass();

    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
    idle.assertClosed();
    assertThat(closing).isNotDone();
    go.open();

    assertThat(TestClient.action(5, busy.receive())).isEqualTo(Calls.stop(204, ""));
    busy.assertClosed();
    closing.get(20, TimeUnit.SECONDS);
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void close_byHand_answersTheCallThatWaitsInTheSocket() throws Exception {
    Filter<String> holds =
        Filters.quickRequest(
            "holds",
            Needs.none(),
            (call, conf) -> {
              started.open();
              go.pass();
              return Decision.stop(204);
            });
    RunnerServer server = runner.start(config -> config.eventLoops(1), holds);
    TestClient busy = runner.connect();
    TestClient next = runner.connect();
    long token = next.prepare();
    busy.send(Calls.request(5, busy.prepare("holds", "")));
    started.pass();
    next.send(Calls.request(6, token));

    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
    runner.clock.advance(Duration.ofSeconds(1));
    go.open();

    assertThat(next.receive()).isEqualTo(Calls.proceeds(6));
    next.assertClosed();
    closing.get(20, TimeUnit.SECONDS);
  }

  @Test
  void close_byHand_cutsCallsOffAfterTheGrace() throws Exception {
    RunnerServer server = runner.start(config -> config.shutdownGrace(Duration.ofMillis(1)), waits);
    TestClient busy = runner.connect();
    busy.send(Calls.request(5, busy.prepare("waits", "")));
    started.pass();

    server.close();

    busy.assertClosed();
    assertThat(log.messages())
        .anyMatch(line -> line.contains("cut off (expected: an end within 1ms)"));
  }

  @Test
  void close_twice_doesNothingTheSecondTime() {
    RunnerServer server = runner.start();
    server.close();
    RunnerServer next = runner.start();

    server.close();

    assertThat(Files.exists(runner.socket())).isTrue();
    runner.connect().assertUsable();
    next.close();
  }

  @Test
  void close_managedAfterAnotherTookThePath_answersTheCallUnderWayAndThenClosesTheConnection()
      throws Exception {
    RunnerServer old = managed(waits);
    TestClient oldClient = runner.connect();
    oldClient.send(Calls.request(2, oldClient.prepare("waits", "")));
    started.pass();
    managed(Filters.request("who", (call, conf) -> Decision.stop(202)));

    CompletableFuture<Void> closing = CompletableFuture.runAsync(old::close);
    TestClient newClient = runner.connect();
    assertThat(newClient.request(1, newClient.prepare("who", ""))).isEqualTo(Calls.stop(202, ""));
    assertThat(closing).isNotDone();
    go.open();
    assertThat(TestClient.action(2, oldClient.receive())).isEqualTo(Calls.stop(204, ""));

    oldClient.assertClosed();
    closing.get(20, TimeUnit.SECONDS);
    newClient.assertUsable();
    runner.connect().assertUsable();
  }

  @Test
  void close_managedAfterAnotherTookThePath_closesConnectionsThatAreQuiet() throws Exception {
    RunnerServer old = managed();
    TestClient idle = runner.connect();
    idle.assertUsable();
    managed();

    CompletableFuture<Void> closing = CompletableFuture.runAsync(old::close);

    idle.assertClosed();
    closing.get(20, TimeUnit.SECONDS);
    runner.connect().assertUsable();
  }

  @Test
  void close_managedWhenNobodyTookThePath_goesOnAcceptingUntilTheGraceIsOver() throws Exception {
    RunnerServer old = managed();

    CompletableFuture<Void> closing = CompletableFuture.runAsync(old::close);
    runner.connect().assertUsable();
    assertThat(closing).isNotDone();
    runner.clock.advance(Duration.ofMinutes(2));

    closing.get(20, TimeUnit.SECONDS);
    assertThat(runner.socket()).doesNotExist();
  }

  /** A runner whose grace does not end by itself, only by the test's clock. */
  private RunnerServer managed(Filter<?>... filters) {
    return runner.start(
        config -> config.managed(true).shutdownGrace(Duration.ofMinutes(1)), filters);
  }
}
