/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static io.github.a6runner.peer.Samples.proceed;
import static io.github.a6runner.peer.Samples.requestCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.a6runner.peer.ConnectionPool.Lease;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.Until;
import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionPoolTest {

  private static final PeerSettings SETTINGS = PeerSettings.OF_APISIX.withIdleConnections(1);

  private final Path folder;
  private final EventLoopGroup loop = Connector.newEventLoop();
  private final ManualClock clock = new ManualClock();
  private ScriptedRunner runner;
  private ConnectionPool pool;

  ConnectionPoolTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void open() {
    Path socket = folder.resolve("runner.sock");
    runner = new ScriptedRunner(socket, ConnectionPoolTest::answerTwice);
    pool = new ConnectionPool(new Connector(socket, SETTINGS.timeouts(), loop), SETTINGS, clock);
  }

  @AfterEach
  void close() {
    pool.close();
    runner.close();
    Connector.shutDown(loop);
  }

  @Test
  void lease_keptConnection_isHandedOutAgain() {
    PeerConnection kept = used(true);

    try (Lease lease = pool.lease()) {
      assertThat(lease.connection()).isSameAs(kept);
    }
  }

  @Test
  void lease_connectionThatWasNotKept_isClosed() {
    PeerConnection dropped = used(false);

    assertThat(dropped.awaitClosed(Duration.ZERO)).isTrue();
  }

  @Test
  void lease_moreThanTheBound_closesTheOneThatWaitedLongest() {
    Lease first = pool.lease();
    Lease second = pool.lease();
    first.keep();
    second.keep();

    second.close();
    first.close();

    assertThat(second.connection().awaitClosed(Duration.ZERO)).isTrue();
    assertThat(first.connection().isQuiet()).isTrue();
  }

  @Test
  void lease_secondReplyOnTheConnection_isNotKept() {
    PeerConnection poisoned;
    try (Lease lease = pool.lease()) {
      poisoned = lease.connection();
      poisoned.send(requestCall(1));
      poisoned.receive();
      Until.met("another reply is there", () -> !poisoned.isQuiet());
      lease.keep();
    }

    assertThat(poisoned.awaitClosed(Duration.ZERO)).isTrue();
  }

  @Test
  void lease_afterTheIdleTime_closesAndOpensAnother() {
    PeerConnection old = used(true);
    clock.advance(SETTINGS.idleTime());

    try (Lease lease = pool.lease()) {
      assertThat(lease.connection()).isNotSameAs(old);
      assertThat(old.awaitClosed(Duration.ZERO)).isTrue();
    }
  }

  @Test
  void close_withALeaseOut_closesItsConnectionAndWaitsForIt() {
    Lease lease = pool.lease();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(pool::close);

    assertThat(lease.connection().awaitClosed(Duration.ofSeconds(20))).isTrue();
    lease.keep();
    lease.close();

    closing.join();
    assertThatExceptionOfType(PeerException.class)
        .isThrownBy(pool::lease)
        .withMessage("peer: closed (expected: an open one)");
  }

  private PeerConnection used(boolean keep) {
    try (Lease lease = pool.lease()) {
      if (keep) {
        lease.keep();
      }
      return lease.connection();
    }
  }

  private static void answerTwice(ScriptedRunner.Link link, GatewayMessage message) {
    link.send(proceed(1), proceed(1));
  }
}
