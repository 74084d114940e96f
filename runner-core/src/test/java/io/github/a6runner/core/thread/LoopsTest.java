/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.core.Gate;
import io.github.a6runner.protocol.Until;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Event loops that are lost and replaced, while what holds them lets go when the test says so. */
@Timeout(60)
class LoopsTest {

  private final Loops loops =
      new Loops(2, () -> new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory()));
  private final Gate end = new Gate();

  @AfterEach
  void endLoops() {
    end.open();
    var unused = loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
  }

  @Test
  void next_takesTheLoopsInTurn() {
    EventLoop first = loops.next();

    assertThat(loops.next()).isNotSameAs(first);
    assertThat(loops.next()).isSameAs(first);
  }

  @Test
  void loops_ofWhichOneCannotBeMade_leaveNoOtherBehind() throws Exception {
    List<MultiThreadIoEventLoopGroup> made = new ArrayList<>();

    assertThatThrownBy(
            () ->
                new Loops(
                    3,
                    () -> {
                      if (made.size() == 2) {
                        throw new IllegalStateException("no file descriptors");
                      }
                      made.add(new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory()));
                      return made.get(made.size() - 1);
                    }))
        .hasMessage("no file descriptors");

    assertThat(made).hasSize(2);
    for (MultiThreadIoEventLoopGroup each : made) {
      assertThat(each.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Who accepts a connection closes it then, and the loop serves those that come later. */
  @Test
  void register_noThreadForTheLoop_failsUntilThereIsOne() throws Exception {
    AtomicBoolean poor = new AtomicBoolean(true);
    Executor threads =
        work -> {
          if (poor.get()) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          new Thread(work, "late").start();
        };
    Loops late =
        new Loops(
            1, () -> new MultiThreadIoEventLoopGroup(1, threads, LocalIoHandler.newFactory()));
    assertThatThrownBy(() -> late.register(new LocalChannel()))
        .isInstanceOf(OutOfMemoryError.class);
    poor.set(false);

    LocalChannel served = new LocalChannel();
    late.register(served).syncUninterruptibly();

    AtomicBoolean atEnd = new AtomicBoolean();
    boolean early = served.eventLoop().submit(() -> isDoneAtOnce(atEnd)).get(30, TimeUnit.SECONDS);
    assertThat(early).as("the loop knows that it is one").isFalse();
    var unused = late.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
  }

  private static boolean isDoneAtOnce(AtomicBoolean what) {
    LoopRound.atEnd(() -> what.set(true));
    return what.get();
  }

  @Test
  void lose_aLoop_givesItsChannelsAndServesOthersElsewhere() {
    LocalChannel served = new LocalChannel();
    loops.register(served).syncUninterruptibly();
    EventLoop held = held(served.eventLoop());

    assertThat(loops.lose(held).orElseThrow()).containsExactly(served);

    assertThat(loops.lost()).isEqualTo(1);
    assertThat(List.of(loops.next(), loops.next())).doesNotContain(held).doesNotHaveDuplicates();
    assertThat(loops.lose(held)).as("it does not serve any more").isEmpty();
  }

  @Test
  void loopThatIsLetGoOf_closesItsChannelsAndEnds() {
    LocalChannel served = new LocalChannel();
    loops.register(served).syncUninterruptibly();
    EventLoop held = held(served.eventLoop());
    assertThat(loops.lose(held)).isPresent();

    end.open();

    served.closeFuture().syncUninterruptibly();
    held.terminationFuture().syncUninterruptibly();
    Until.met("the lost loop has ended", () -> loops.lost() == 0);
  }

  @Test
  void lose_moreThanMayBe_leavesTheLoopInService() {
    List<EventLoop> all = new ArrayList<>();
    for (int i = 0; i < Loops.MOST_LOST; i++) {
      all.add(held(loops.next()));
      assertThat(loops.lose(all.get(i))).isPresent();
    }
    EventLoop more = loops.next();

    assertThat(loops.lose(more)).isEmpty();

    assertThat(loops.lost()).isEqualTo(Loops.MOST_LOST);
    assertThat(List.of(loops.next(), loops.next())).contains(more).doesNotContainAnyElementsOf(all);
  }

  @Test
  void lose_whenTheRunnerEnds_makesNoLoop() {
    EventLoop held = held(loops.next());
    var unused = loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);

    assertThat(loops.lose(held)).isEmpty();
  }

  /** Has something hold a loop until the test ends. */
  private EventLoop held(EventLoop loop) {
    Gate started = new Gate();
    loop.execute(
        () -> {
          started.open();
          end.spin();
        });
    Until.met("the loop is held", started::isOpen);
    return loop;
  }
}
