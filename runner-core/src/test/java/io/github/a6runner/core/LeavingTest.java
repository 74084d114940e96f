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
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection leaves when it was told to and has been quiet since. */
class LeavingTest {
  private static final long LONG = TimeUnit.HOURS.toNanos(1);

  private final AtomicLong now = new AtomicLong(LONG);
  private final FilterSet filters = FilterSet.of();
  private final ConfStore confs =
      ConfStores.of(Configurers.of(() -> filters, Runnable::run, now::get));
  private final RunnerConfig config = RunnerConfig.builder().listen(Path.of("/x")).build();
  private final Connection connection =
      new Connection(
          new Connections(1, 1),
          confs,
          CallServices.of(config, Runnable::run, now::get, RunnerHooks.NONE));
  private final EmbeddedChannel channel = new EmbeddedChannel(connection);

  @AfterEach
  void closeAll() {
    var unused = channel.finishAndReleaseAll();
    confs.close();
  }

  @Test
  void quiet_notToldToLeave_stays() {
    now.addAndGet(LONG);
    reply();

    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void quiet_toldWhenQuiet_isTheEndAfterATimeWithoutAnything() {
    leave(Departure.WHEN_QUIET);
    assertThat(channel.isOpen()).as("told just now").isTrue();

    now.addAndGet(LONG);
    leave(Departure.WHEN_QUIET);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void leave_inAnotherWay_countsTheQuietFromTheFirstTime() {
    leave(Departure.AFTER_REPLY);
    now.addAndGet(LONG);

    leave(Departure.WHEN_QUIET);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void reply_toldWhenQuiet_isNotTheEndAndBeginsTheQuietAnew() {
    leave(Departure.WHEN_QUIET);
    now.addAndGet(LONG);

    reply();
    leave(Departure.WHEN_QUIET);

    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void reply_toldToLeaveBehindIt_isTheEnd() {
    leave(Departure.AFTER_REPLY);
    now.addAndGet(LONG);
    leave(Departure.AFTER_REPLY);
    assertThat(channel.isOpen()).as("not before").isTrue();

    reply();

    assertThat(channel.isOpen()).isFalse();
  }

  private void leave(Departure how) {
    connection.leave(how);
    channel.runPendingTasks();
  }

  private void reply() {
    channel.writeInbound(Calls.conf("k"));
    channel.runPendingTasks();
  }
}
