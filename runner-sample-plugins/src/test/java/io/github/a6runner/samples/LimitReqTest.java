/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.testkit.FilterTester;
import io.github.a6runner.testkit.RequestOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitReqTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final HandTimer timer = new HandTimer();

  @AutoClose private final FilterTester tester = FilterTester.of(new LimitReq(now::get, timer));

  @Test
  void request_first_goesAtOnce() {
    assertThat(ask("{\"rate\": 1, \"burst\": 0}")).isEqualTo("at once");
  }

  @Test
  void request_withinTheBurst_waitsItsTurn() {
    String conf = "{\"rate\": 10, \"burst\": 2}";
    assertThat(ask(conf)).isEqualTo("at once");
    assertThat(ask(conf)).isEqualTo("after 100 ms");
    assertThat(ask(conf)).isEqualTo("after 200 ms");
  }

  @Test
  void request_aboveTheBurst_isRefusedAndCostsNothing() {
    String conf = "{\"rate\": 10, \"burst\": 1}";
    assertThat(ask(conf)).isEqualTo("at once");
    assertThat(ask(conf)).isEqualTo("after 100 ms");
    assertThat(ask(conf)).isEqualTo("503");
    assertThat(ask(conf)).isEqualTo("503");
    now.addAndGet(Duration.ofMillis(100).toNanos());
    assertThat(ask(conf)).isEqualTo("after 100 ms");
  }

  @Test
  void request_thatWouldWaitBeyondItsDeadline_isRefusedAtOnceAndCostsNothing() {
    // A turn each 100 s, and the tester's calls may take 30 s.
    String conf = "{\"rate\": 0.01, \"burst\": 5}";
    assertThat(ask(conf)).isEqualTo("at once");
    assertThat(ask(conf)).isEqualTo("503");
    now.addAndGet(Duration.ofSeconds(90).toNanos());
    assertThat(ask(conf)).isEqualTo("after 10000 ms");
    assertThat(ask(conf)).isEqualTo("503");
  }

  @Test
  void request_atTheRate_goesAtOnceButNotANanosecondEarlier() {
    String conf = "{\"rate\": 10, \"burst\": 0}";
    assertThat(ask(conf)).isEqualTo("at once");
    now.addAndGet(Duration.ofMillis(100).toNanos() - 1);
    assertThat(ask(conf)).isEqualTo("503");
    now.addAndGet(1);
    assertThat(ask(conf)).isEqualTo("at once");
  }

  @Test
  void request_afterAPause_findsNoMoreThanAnEmptyBucket() {
    String conf = "{\"rate\": 0.5, \"burst\": 1}";
    assertThat(ask(conf)).isEqualTo("at once");
    now.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(ask(conf)).isEqualTo("at once");
    assertThat(ask(conf)).isEqualTo("after 2000 ms");
    assertThat(ask(conf)).isEqualTo("503");
  }

  @Test
  void request_ofAnotherConf_hasABucketOfItsOwn() {
    assertThat(ask("{\"rate\": 1, \"burst\": 0}")).isEqualTo("at once");
    assertThat(ask("{\"rate\": 1, \"burst\": 0 }")).isEqualTo("at once");
    assertThat(ask("{\"rate\": 1, \"burst\": 0}")).isEqualTo("503");
  }

  @Test
  void request_thatWaits_holdsNoThread() throws Exception {
    String conf = "{\"rate\": 1, \"burst\": 20}";
    assertThat(ask(conf)).isEqualTo("at once");
    List<CompletableFuture<RequestOutcome>> waiting = new ArrayList<>();
    List<Runnable> turns = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(inBackground(conf));
      turns.add(timer.turns.take());
    }
    // More wait than there are event loops, and yet the next call gets its answer.
    assertThat(ask(conf)).isEqualTo("503");
    turns.forEach(Runnable::run);
    for (CompletableFuture<RequestOutcome> outcome : waiting) {
      assertThat(outcome.get()).proceeds();
    }
  }

  @Test
  void timer_ofTheRunner_letsRequestsGoOnByItself() {
    try (FilterTester real = FilterTester.of(new LimitReq())) {
      String conf = "{\"rate\": 1000, \"burst\": 50}";
      for (int i = 0; i < 5; i++) {
        assertThat(real.request(r -> r.conf(conf))).proceeds();
      }
    }
  }

  @Test
  void close_endsTheTimer() {
    tester.close();
    assertThat(timer.isShutdown()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"burst\": 1}|$.rate",
        "{\"rate\": 1}|$.burst",
        "{\"rate\": 0, \"burst\": 1}|$.rate",
        "{\"rate\": -1, \"burst\": 1}|$.rate",
        "{\"rate\": 1, \"burst\": -1}|$.burst",
        "{\"rate\": 1, \"burst\": 1.5}|$.burst",
        "{\"rate\": 1, \"burst\": 1, \"key\": \"x\"}|$.key"
      })
  void conf_malformed_isRefused(String conf, String place) {
    assertThat(tester.request(r -> r.conf(conf)))
        .fails()
        .refusesConf(place)
        .hasReasonContaining("(expected: ");
  }

  private CompletableFuture<RequestOutcome> inBackground(String conf) {
    CompletableFuture<RequestOutcome> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(() -> outcome.complete(tester.request(r -> r.conf(conf))), "waiting");
    thread.setDaemon(true);
    thread.start();
    return outcome;
  }

  /** Makes a call and, if it has to wait, lets that time pass at once. */
  private String ask(String conf) {
    timer.delays.clear();
    timer.atOnce = true;
    RequestOutcome outcome = tester.request(r -> r.conf(conf));
    timer.atOnce = false;
    if (outcome.stopped()) {
      return Integer.toString(outcome.stop().status());
    }
    assertThat(outcome).proceeds();
    Long delay = timer.delays.poll();
    return delay == null ? "at once" : "after " + Math.round(delay / 1e6) + " ms";
  }

  /** A timer that goes off when it is told to. */
  private static final class HandTimer extends ScheduledThreadPoolExecutor {
    private final BlockingQueue<Long> delays = new LinkedBlockingQueue<>();
    private final BlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
    private volatile boolean atOnce;

    HandTimer() {
      super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      delays.add(unit.toNanos(delay));
      if (atOnce) {
        task.run();
      } else {
        turns.add(task);
      }
      return super.schedule(() -> {}, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }
  }
}
