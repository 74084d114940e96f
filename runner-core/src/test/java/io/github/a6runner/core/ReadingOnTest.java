/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.ConfStores;
import io.github.a6runner.core.conf.Configurers;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.LargeFrame;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a connection is read, and when it waits. */
class ReadingOnTest {
  private final TestClock clock = new TestClock();
  private final FilterSet filters =
      FilterSet.of(
          Filters.asyncRequest(
              "asks",
              (call, conf) -> {
                var unused = call.variableAsync("uri");
                return CompletableFuture.completedStage(Decision.proceed());
              }));
  private final ConfStore confs =
      ConfStores.of(Configurers.of(() -> filters, Runnable::run, clock));
  private final RunnerConfig config = RunnerConfig.builder().listen(Path.of("/x")).build();
  private final CallServices services =
      CallServices.of(config, Runnable::run, clock, RunnerHooks.NONE);
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new Connection(new Connections(1, 1), confs, services));

  @AfterEach
  void closeAll() {
    var unused = channel.finishAndReleaseAll();
    confs.close();
  }

  @Test
  void largeMessage_forWhichThereIsNoRoom_waitsUntilThereIs() {
    long all = config.load().maxBytesInFlight();
    assertThat(services.bytes().reserve(new ByteBudget.Wish(all, () -> {}))).isTrue();

    channel.pipeline().fireUserEventTriggered(new LargeFrame(LargeFrame.MOST_SMALL + 1));
    assertThat(isRead()).as("no room").isFalse();
    peerReads(false);
    peerReads(true);
    assertThat(isRead()).as("no room for what it sends meanwhile either").isFalse();

    services.bytes().give(all);
    assertThat(isRead()).isTrue();
  }

  @Test
  void peer_thatDoesNotReadWhatItIsSent_isNotReadFrom() {
    peerReads(false);
    assertThat(isRead()).isFalse();

    peerReads(true);
    assertThat(isRead()).isTrue();
  }

  @Test
  void peer_thatOwesAnAnswer_isReadFromUntilItHasCome() {
    channel.writeInbound(Calls.request(5, confs.prepare(Calls.conf("k", "asks", ""))));
    peerReads(false);
    assertThat(isRead()).as("it may have to send first").isTrue();

    channel.writeInbound(Calls.info("/"));

    assertThat(isRead()).isFalse();
  }

  private void peerReads(boolean reads) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, reads);
  }

  private boolean isRead() {
    channel.runPendingTasks();
    return channel.config().isAutoRead();
  }
}
