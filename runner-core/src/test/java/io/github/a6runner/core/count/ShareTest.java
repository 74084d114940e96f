/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {

  private final Share.Part hog = new Share.Part();
  private final Share.Part other = new Share.Part();

  @Test
  void tryTake_oneAlone_getsThreeQuarters() {
    assertThat(takeAll(new Share(256), hog)).isEqualTo(192);
  }

  @Test
  void tryTake_twoByTurns_getThreeSeventhsEach() {
    Share share = new Share(70);
    boolean any = true;
    while (any) {
      boolean first = share.tryTake(hog);
      any = share.tryTake(other) || first;
    }

    assertThat(hog.count()).isEqualTo(30);
    assertThat(other.count()).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 8, 100, Integer.MAX_VALUE})
  void tryTake_afterAHog_isLeftSome(int limit) {
    Share share = new Share(Math.min(limit, 1000));
    takeAll(share, hog);

    assertThat(share.tryTake(other)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tryTake_fewInAll_mayBeAllTaken(int limit) {
    assertThat(takeAll(new Share(limit), hog)).isEqualTo(limit);
  }

  @Test
  void give_whatWasTaken_isThereAgain() {
    Share share = new Share(1);
    assertThat(share.tryTake(hog)).isTrue();
    assertThat(share.tryTake(other)).isFalse();

    share.give(hog);

    assertThat(share.tryTake(other)).isTrue();
    assertThat(hog.count()).isZero();
  }

  @Test
  void tryMove_toOneWithLittle_handsOver() {
    Share share = new Share(8);
    takeAll(share, hog);

    assertThat(share.tryMove(hog, other)).isTrue();
    assertThat(other.count()).isEqualTo(1);
    assertThat(share.taken()).isEqualTo(6);
  }

  @Test
  void tryMove_toOneWithItsShare_isRefused() {
    Share share = new Share(8);
    assertThat(share.tryTake(other)).isTrue();
    while (hog.count() < 5) {
      assertThat(share.tryTake(hog)).isTrue();
    }
    assertThat(share.tryMove(other, hog)).isTrue();
    assertThat(share.tryTake(other)).isTrue();

    assertThat(share.tryMove(other, hog)).isFalse();
  }

  @Test
  void tryTake_ofManyThreadsAtOnce_neverGivesAUserMoreThanItsMost() throws Exception {
    Share share = new Share(100);
    AtomicInteger in = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i = 0; i < 200_000; i++) {
            if (share.tryTake(hog, 1)) {
              most.accumulateAndGet(in.incrementAndGet(), Math::max);
              in.decrementAndGet();
              share.give(hog);
            }
          }
        };

    List<Thread> threads = Stream.generate(() -> new Thread(work)).limit(4).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(most).hasValue(1);
    assertThat(hog.count()).isZero();
    assertThat(share.taken()).isZero();
  }

  private static int takeAll(Share share, Share.Part part) {
    int taken = 0;
    while (share.tryTake(part)) {
      taken++;
    }
    return taken;
  }
}
