/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a loop does at once, and what it leaves to the end of its round. */
@Timeout(60)
class LoopTurnTest {
  private final Loops loops =
      new Loops(1, () -> new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory()));
  private final List<String> done = new ArrayList<>();
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
              LoopTurn.atEnd(what);
              LoopTurn.atEnd(what);
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
              LoopTurn.atEnd(
                  () -> {
                    throw new IllegalStateException("expected by the test");
                  });
              LoopTurn.atEnd(() -> done.add("other"));
            })
        .get();
    loop.submit(() -> LoopTurn.atEnd(() -> done.add("later"))).get();
    loop.submit(() -> {}).get();
    assertThat(done).containsExactly("other", "later");
  }

  @Test
  void atEnd_whatLeavesItselfOnceMore_isDoneOnceMore() throws Exception {
    loop.submit(() -> LoopTurn.atEnd(this::untilThree)).get();
    while (loop.submit(done::size).get() < 3) {
      Thread.onSpinWait();
    }
    assertThat(done).containsExactly("again", "again", "again");
  }

  private void untilThree() {
    done.add("again");
    if (done.size() < 3) {
      LoopTurn.atEnd(this::untilThree);
    }
  }

  @Test
  void endNow_doesWhatWasLeftOnceAndBeforeTheRest() throws Exception {
    loop.submit(
            () -> {
              LoopTurn.atEnd(() -> done.add("left"));
              LoopTurn.endNow();
              done.add("rest");
            })
        .get();
    loop.submit(() -> {}).get();
    assertThat(done).containsExactly("left", "rest");
  }

  @Test
  void atEnd_onAnotherThread_isDoneAtOnce() {
    LoopTurn.atEnd(() -> done.add("now"));
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
