/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.Until;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a loop does at once, and what it leaves to the end of its round. */
@Timeout(60)
class LoopRoundTest {
  private static final long BEGIN = 1_000_000_000;

  private final Loops loops =
      new Loops(1, () -> new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory()));
  private final List<String> done = new ArrayList<>();
  private final AtomicLong now = new AtomicLong(BEGIN);
  private final EventLoop loop = servingLoop();

  @AfterEach
  void endLoops() {
    var unused = loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
  }

  @Test
  void atEnd_onALoop_isDoneOnceBehindWhatTheLoopIsAt() throws Exception {
    Runnable what = () -> done.add("end");
    loop.submit(
            () -> {
              LoopRound.atEnd(what);
              LoopRound.atEnd(what);
              done.add("round");
            })
        .get();
    loop.submit(() -> {}).get();
    assertThat(done).containsExactly("round", "end");
  }

  @Test
  void atEnd_whatFails_keepsNothingElseFromBeingDone() throws Exception {
    loop.submit(
            () -> {
              LoopRound.atEnd(
                  () -> {
                    throw new IllegalStateException("expected by the test");
                  });
              LoopRound.atEnd(() -> done.add("other"));
            })
        .get();
    loop.submit(() -> LoopRound.atEnd(() -> done.add("later"))).get();
    loop.submit(() -> {}).get();
    assertThat(done).containsExactly("other", "later");
  }

  @Test
  void atEnd_whatLeavesItselfOnceMore_isDoneOnceMore() throws Exception {
    loop.submit(() -> LoopRound.atEnd(this::untilThree)).get();
    Until.met(
        "done three times", () -> loop.submit(done::size).syncUninterruptibly().getNow() == 3);
    assertThat(done).containsExactly("again", "again", "again");
  }

  private void untilThree() {
    done.add("again");
    if (done.size() < 3) {
      LoopRound.atEnd(this::untilThree);
    }
  }

  @Test
  void enterFilter_doesWhatWasLeftOnceAndBeforeTheRest() throws Exception {
    loop.submit(
            () -> {
              LoopRound.atEnd(() -> done.add("left"));
              LoopRound.enterFilter(now::get);
              done.add("rest");
            })
        .get();
    loop.submit(() -> {}).get();
    assertThat(done).containsExactly("left", "rest");
  }

  @Test
  void gather_onALoop_isDoneOnceBehindWhatTheLoopIsAt() throws Exception {
    Runnable what = () -> done.add("gathered");
    loop.submit(
            () -> {
              LoopRound.gather(what, now::get);
              LoopRound.gather(what, now::get);
              done.add("round");
            })
        .get();
    loop.submit(() -> {}).get();
    assertThat(done).containsExactly("round", "gathered");
  }

  @Test
  void gather_sixteen_areDoneAtOnce() throws Exception {
    int doneByThen =
        loop.submit(
                () -> {
                  for (int i = 0; i < 15; i++) {
                    LoopRound.gather(gathered(i), now::get);
                  }
                  done.add("so far");
                  LoopRound.gather(gathered(15), now::get);
                  return done.size();
                })
            .get();
    assertThat(doneByThen).isEqualTo(17);
    assertThat(done).startsWith("so far", "gathered 0").endsWith("gathered 15");
  }

  @Test
  void gather_whatFails_keepsNothingElseFromBeingDone() throws Exception {
    loop.submit(
            () -> {
              LoopRound.gather(
                  () -> {
                    throw new IllegalStateException("expected by the test");
                  },
                  now::get);
              LoopRound.gather(gathered(1), now::get);
            })
        .get();
    loop.submit(() -> {}).get();
    loop.submit(() -> {}).get();
    assertThat(done).containsExactly("gathered 1");
  }

  @Test
  void enterFilter_whatHasGatheredJustNow_waitsOn() throws Exception {
    loop.submit(
            () -> {
              LoopRound.gather(gathered(0), now::get);
              now.addAndGet(TimeUnit.MICROSECONDS.toNanos(100) - 1);
              LoopRound.gather(gathered(1), now::get);
              LoopRound.enterFilter(now::get);
              done.add("filter");
            })
        .get();
    loop.submit(() -> {}).get();
    assertThat(done).containsExactly("filter", "gathered 0", "gathered 1");
  }

  @Test
  void enterFilter_whatHasGatheredLongAgo_isDoneFirst() throws Exception {
    loop.submit(
            () -> {
              LoopRound.gather(gathered(0), now::get);
              now.addAndGet(TimeUnit.MICROSECONDS.toNanos(100));
              LoopRound.gather(gathered(1), now::get);
              LoopRound.enterFilter(now::get);
              done.add("filter");
            })
        .get();
    loop.submit(() -> {}).get();
    assertThat(done).containsExactly("gathered 0", "gathered 1", "filter");
  }

  @Test
  void enterFilter_whatHadToBeDoneFirst_isNotOfTheFiltersTime() throws Exception {
    long begun =
        loop.submit(
                () -> {
                  LoopRound.atEnd(() -> now.addAndGet(7));
                  return LoopRound.enterFilter(now::get);
                })
            .get();
    assertThat(begun).isEqualTo(BEGIN + 7);
  }

  @Test
  void gather_whileAFilterIsAtWork_isDoneAtOnce() throws Exception {
    loop.submit(
            () -> {
              LoopRound.enterFilter(now::get);
              LoopRound.gather(gathered(0), now::get);
              done.add("filter");
              LoopRound.leaveFilter();
              LoopRound.gather(gathered(1), now::get);
              done.add("round");
            })
        .get();
    loop.submit(() -> {}).get();
    assertThat(done).containsExactly("gathered 0", "filter", "round", "gathered 1");
  }

  @Test
  void gather_onAnotherThread_isDoneAtOnce() {
    LoopRound.gather(gathered(0), now::get);
    assertThat(done).containsExactly("gathered 0");
  }

  private Runnable gathered(int number) {
    return () -> done.add("gathered " + number);
  }

  @Test
  void atEnd_onAnotherThread_isDoneAtOnce() {
    LoopRound.atEnd(() -> done.add("now"));
    assertThat(done).containsExactly("now");
  }

  @Test
  void pool_thatALoopGivesWork_beginsBehindTheRound() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (Workers pool = Workers.pool("late-", 1, 1)) {
      boolean early =
          loop.submit(
                  () -> {
                    pool.execute(begun::countDown);
                    return begun.await(100, TimeUnit.MILLISECONDS);
                  })
              .get();
      assertThat(early).isFalse();
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private EventLoop servingLoop() {
    LocalChannel served = new LocalChannel();
    loops.register(served).syncUninterruptibly();
    return served.eventLoop();
  }
}
