/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.ConfStores;
import io.github.a6runner.core.conf.Configurers;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.RunnerConfig;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A peer that reads its large replies late, or not at all, as the watchdog sees it. */
class StuckPeerTest {
  private static final int REPLY = 350_000;

  @RegisterExtension final TestLog log = new TestLog();

  private final TestClock clock = new TestClock();
  private final ConfStore confs =
      ConfStores.of(Configurers.of(FilterSet::of, Runnable::run, clock));
  private final RunnerConfig config = RunnerConfig.builder().listen(Path.of("/x")).build();
  private final Connection connection =
      new Connection(
          new Connections(10, 10),
          confs,
          CallServices.of(config, Runnable::run, clock, RunnerHooks.NONE));
  private final EmbeddedChannel channel = new EmbeddedChannel(connection);

  @AfterEach
  void closeAll() {
    var unused = channel.finishAndReleaseAll();
    confs.close();
  }

  @Test
  void peer_thatReadsNothing_losesItsConnection() {
    writeReply();

    for (int i = 0; i <= ReadProgress.LOOKS; i++) {
      assertThat(channel.isOpen()).isTrue();
      lookASecondLater();
    }

    assertThat(channel.isOpen()).isFalse();
    assertThat(log.messages()).singleElement().asString().contains("is not read on");
  }

  @Test
  void peer_thatReadsEachReplyLate_keepsItsConnection() {
    for (int i = 0; i < 2 * ReadProgress.LOOKS; i++) {
      writeReply();
      lookASecondLater();
      lookASecondLater();
      channel.flush();
      channel.releaseOutbound();
    }

    assertThat(channel.isOpen()).isTrue();
    assertThat(log.messages()).isEmpty();
  }

  /** It waits in the runner until it is flushed. */
  private void writeReply() {
    var unused = channel.write(Unpooled.wrappedBuffer(new byte[REPLY]));
  }

  private void lookASecondLater() {
    connection.checkLarge(clock.getAsLong());
    channel.runPendingTasks();
    clock.advance(Duration.ofSeconds(1));
  }
}
