/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.Configurers;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.RunnerConfig;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When the connections of a runner end that another one takes the path from, by a clock that goes
 * on with each look at it, and connections that live by the same clock. Times are milliseconds from
 * the signal.
 */
class HandOverTest {
  private static final long TICK = 2;
  private static final Offset<Long> SOME_TICKS = within(4 * TICK);
  private static final long TAKEN = 100;
  private static final long NEVER = Long.MAX_VALUE;
  private static final Duration GRACE = Duration.ofMillis(750);
  private static final long LAST_READ = 710;

  @RegisterExtension final TestLog log = new TestLog();

  private final FilterSet filters =
      FilterSet.of(
          Filters.quickRequest("stops", Needs.none(), (call, conf) -> Decision.stop(204)),
          Filters.asyncRequest("waits", (call, conf) -> new CompletableFuture<>()));
  private final ConfStore confs =
      new ConfStore(
          Configurers.of(() -> filters, Runnable::run, this::nanos),
          new ConfStore.Bounds(Duration.ofHours(1), Long.MAX_VALUE),
          1);
  private final RunnerConfig config = RunnerConfig.builder().listen(Path.of("/x")).build();
  private final CallServices services =
      CallServices.of(config, Runnable::run, this::nanos, RunnerHooks.NONE);
  private final Connections connections = new Connections(10, 10);
  private final List<Peer> peers = new ArrayList<>();
  private long now;
  private long taken = TAKEN;
  private long listenedUntil = NEVER;

  /** A connection on which a call is made ever so often. */
  private final class Peer {
    private final EmbeddedChannel channel =
        new EmbeddedChannel(new Connection(connections, confs, services));
    private final long token;
    private final long every;
    private long calls;
    private long replies;
    private long ended = NEVER;

    Peer(String filter, long every) {
      this.token = confs.prepare(Calls.conf(filter, filter, ""));
      this.every = every;
      peers.add(this);
    }

    void live() {
      channel.runPendingTasks();
      if (channel.isOpen() && now % every == 0) {
        call();
      }
      if (!channel.isOpen() && ended == NEVER) {
        ended = now;
      }
    }

    void call() {
      channel.writeInbound(Calls.request(calls, token));
      calls++;
      for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
        replies += out.isReadable() ? 1 : 0;
        out.release();
      }
    }
  }

  @AfterEach
  void closeAll() {
    peers.forEach(peer -> peer.channel.finishAndReleaseAll());
    confs.close();
  }

  @Test
  void handOver_taken_acceptsForAWhileLonger() {
    handOver();

    assertThat(listenedUntil).isCloseTo(TAKEN + 100, SOME_TICKS);
  }

  @Test
  void handOver_taken_endsWhatIsUnusedBeforeWhatIsUsed() {
    Peer used = new Peer("stops", 4 * TICK);
    Peer unused = new Peer("stops", NEVER);

    handOver();

    assertThat(unused.ended).isCloseTo(TAKEN + 50, SOME_TICKS);
    assertThat(used.ended).as("when it is quiet").isCloseTo(TAKEN + 100, SOME_TICKS);
    assertThat(used.replies).isEqualTo(used.calls).isPositive();
  }

  @ParameterizedTest
  @CsvSource({TAKEN + ", 630", "660, 660"})
  void handOver_taken_endsWhatIsNeverQuietBehindItsReply(long when, long end) {
    taken = when;
    Peer busy = new Peer("stops", TICK);

    handOver();

    assertThat(busy.ended).isCloseTo(end, SOME_TICKS);
    assertThat(busy.replies).isEqualTo(busy.calls);
  }

  @Test
  void handOver_nobodyTakesIt_servesOnAndLeavesTimeForTheLastReading() {
    taken = NEVER;
    Peer busy = new Peer("stops", TICK);
    Peer unused = new Peer("stops", NEVER);

    handOver();

    assertThat(listenedUntil).isCloseTo(LAST_READ, SOME_TICKS);
    assertThat(List.of(busy.ended, unused.ended))
        .allSatisfy(ended -> assertThat(ended).isCloseTo(LAST_READ, SOME_TICKS));
    assertThat(busy.replies).isEqualTo(busy.calls);
  }

  @Test
  void handOver_callThatDoesNotEnd_isCutOffWithAWord() {
    Peer stuck = new Peer("waits", NEVER);
    stuck.call();

    handOver();

    assertThat(stuck.ended).isEqualTo(NEVER);
    assertThat(log.messages()).singleElement().asString().contains("cut off", "within 750ms");
  }

  private void handOver() {
    new Shutdown(connections, () -> now < taken, () -> listenedUntil = now, this::tick)
        .handOver(GRACE);
  }

  private long tick() {
    now += TICK;
    peers.forEach(Peer::live);
    return nanos();
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(now);
  }
}
