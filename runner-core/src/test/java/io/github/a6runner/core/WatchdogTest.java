/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.core.conf.ConfStores;
import io.github.a6runner.core.conf.Configurer;
import io.github.a6runner.core.conf.Configurers;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.thread.Loops;
import io.github.a6runner.protocol.RunnerMessage;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One round of the watchdog at a time, by a clock that stands still. */
class WatchdogTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final String TOO_LONG = "" + (Watchdog.LONGEST_ON_LOOP_NANOS + 1);

  @RegisterExtension final TestLog log = new TestLog();

  private final AtomicLong now = new AtomicLong();
  private final Gate entered = new Gate();
  private final Gate go = new Gate();
  private final Connections connections = new Connections(10, 10);
  private final CallServices services =
      CallServices.of(
          RunnerConfig.builder().listen(Path.of("/x")).callDeadline(DEADLINE).build(),
          Runnable::run,
          now::get,
          RunnerHooks.NONE);
  private final FilterSet filters =
      FilterSet.of(
          Filters.asyncRequest("never", (call, conf) -> new CompletableFuture<>()),
          Filters.quickRequest(
              "stays",
              Needs.none(),
              (call, conf) -> {
                entered.open();
                go.spin();
                return Decision.proceed();
              }),
          Filters.quickRequest(
              "holds",
              Needs.none(),
              (call, conf) -> {
                hold(Long.parseLong(conf));
                return Decision.proceed();
              }));
  private final Configurer configurer = Configurers.of(() -> filters, Runnable::run, now::get);
  private final ConfStore confs = ConfStores.of(configurer);
  private @Nullable Throwable noLoop;
  private final Loops loops = new Loops(1, this::newLoop);
  private final Watchdog watchdog =
      new Watchdog(connections, loops, services, configurer, Optional.empty());
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new Connection(connections, confs, services));

  private boolean inTime = true;
  private boolean interrupted;

  @AfterEach
  void closeChannel() {
    assertThat(channel.finishAndReleaseAll()).isFalse();
  }

  @Test
  void check_beforeTheDeadline_leavesTheCallAlone() {
    call("never", "");

    now.addAndGet(DEADLINE.toNanos() - 1);
    check();

    assertThat(channel.outboundMessages()).isEmpty();
  }

  @Test
  void check_atTheDeadline_answersOnce() {
    call("never", "");

    now.addAndGet(DEADLINE.toNanos());
    check();
    check();

    assertThat(reply()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(channel.outboundMessages()).isEmpty();
    assertThat(log.messages()).singleElement().asString().contains("filter never", "call 5");
  }

  @Test
  void check_clockThatWrapsAround_countsOn() {
    now.set(Long.MAX_VALUE - 1);
    call("never", "");
    check();
    assertThat(channel.outboundMessages()).isEmpty();

    now.addAndGet(DEADLINE.toNanos());
    check();

    assertThat(reply()).isEqualTo(TestClient.UNAVAILABLE);
  }

  @Test
  void check_filterOnTheLoopForLong_namesIt() {
    call("holds", TOO_LONG);

    assertThat(reply()).isEqualTo(Calls.proceeds(5));
    assertThat(services.filters().of("holds").isDemoted()).isFalse();
    assertThat(log.messages()).singleElement().asString().contains("filter holds");
  }

  @Test
  void check_filterOnTheLoopForLongAgain_demotesItOnce() {
    for (int i = 0; i < 3; i++) {
      call("holds", TOO_LONG);
      assertThat(reply()).isEqualTo(Calls.proceeds(5));
    }

    assertThat(services.filters().of("holds").isDemoted()).isTrue();
    assertThat(log.messages()).hasSize(2).allMatch(line -> line.contains("filter holds"));
  }

  @Test
  void check_watchdogItselfLate_blamesNobody() {
    inTime = false;

    for (int i = 0; i < 2; i++) {
      call("holds", TOO_LONG);
      assertThat(reply()).isEqualTo(Calls.proceeds(5));
    }

    assertThat(services.filters().of("holds").isDemoted()).isFalse();
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void check_filterOnTheLoopAtTheDeadline_interruptsIt() {
    call("holds", "" + DEADLINE.toNanos());

    assertThat(reply()).isEqualTo(Calls.proceeds(5));
    assertThat(interrupted).isTrue();
    assertThat(Thread.interrupted()).as("leaked to the next filter").isFalse();
  }

  @Test
  void check_filterOnTheLoopForShort_leavesItThere() {
    call("holds", "" + Watchdog.LONGEST_ON_LOOP_NANOS);

    assertThat(reply()).isEqualTo(Calls.proceeds(5));
    assertThat(services.filters().of("holds").isDemoted()).isFalse();
  }

  @Test
  void check_ofAConnectionFails_answersTheOthersAtTheirDeadline() throws Exception {
    Loops noMore = held(new AssertionError("a bug"));
    now.addAndGet(DEADLINE.toNanos());
    try (Watchdog other =
        new Watchdog(connections, noMore, services, configurer, Optional.empty())) {
      other.check(true);
      call("never", "");
      now.addAndGet(DEADLINE.toNanos() * 10);
      other.check(true);
    } finally {
      go.open();
    }
    channel.runPendingTasks();

    assertThat(reply()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(log.messages()).anyMatch(line -> line.contains("a look at a connection failed"));
    assertThat(noMore.shutdownGracefully(0, 0, TimeUnit.SECONDS).await(20, TimeUnit.SECONDS))
        .isTrue();
  }

  @Test
  void check_noLoopToTakeThePlaceOfAHeldOne_isTriedEachSecondUntilThereIs() throws Exception {
    Loops scarce = held(new IllegalStateException("no file descriptors"));
    now.addAndGet(DEADLINE.toNanos());
    try (Watchdog other =
        new Watchdog(connections, scarce, services, configurer, Optional.empty())) {
      other.check(true);
      for (int second = 0; second < 3; second++) {
        now.addAndGet(StuckThreads.PATIENCE_NANOS);
        other.check(true);
        other.check(true);
      }
      assertThat(scarce.lost()).isZero();
      assertThat(log.messages()).filteredOn(line -> line.contains("none can be made")).hasSize(1);
      noLoop = null;
      now.addAndGet(StuckThreads.PATIENCE_NANOS);

      other.check(true);

      assertThat(scarce.lost()).isEqualTo(1);
    } finally {
      go.open();
    }
    assertThat(scarce.shutdownGracefully(0, 0, TimeUnit.SECONDS).await(20, TimeUnit.SECONDS))
        .isTrue();
  }

  /** A loop that a filter holds for ever, and why none can be made to take its place. */
  private Loops held(Throwable instead) throws Exception {
    Loops loops = new Loops(1, this::newLoop);
    noLoop = instead;
    LocalChannel held = new LocalChannel();
    loops.register(held).sync();
    held.pipeline().addLast(new Connection(connections, confs, services)).fireChannelActive();
    long token = confs.prepare(Calls.conf("k", "stays", ""));
    held.pipeline().fireChannelRead(Calls.request(4, token));
    entered.pass();
    return loops;
  }

  private EventLoopGroup newLoop() {
    if (noLoop instanceof Error error) {
      throw error;
    }
    if (noLoop instanceof RuntimeException exception) {
      throw exception;
    }
    return new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  }

  /** What a filter does that holds the thread, while the watchdog looks twice. */
  private void hold(long nanos) {
    now.addAndGet(nanos);
    watchdog.check(inTime);
    watchdog.check(inTime);
    interrupted = Thread.currentThread().isInterrupted();
  }

  private void check() {
    watchdog.check(true);
    channel.runPendingTasks();
  }

  private void call(String filter, String conf) {
    long token = confs.prepare(Calls.conf("k", filter, conf));
    channel.writeInbound(Calls.request(5, token));
  }

  private RunnerMessage reply() {
    return Calls.written(channel);
  }
}
