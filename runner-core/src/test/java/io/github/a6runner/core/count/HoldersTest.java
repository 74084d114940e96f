/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HoldersTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 2_000_000;

  private final Holders holders = new Holders();

  @Test
  void release_lastOne_isToldSoAndNobodyHoldsItAgain() {
    assertThat(holders.hold()).isTrue();
    assertThat(holders.release()).isFalse();

    assertThat(holders.release()).isTrue();

    assertThat(holders.hold()).isFalse();
    assertThat(holders.hold()).isFalse();
  }

  @Test
  void release_byManyThreadsAtOnce_onlyTheLastIsTold() throws Exception {
    AtomicInteger lasts = new AtomicInteger();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    Callable<Void> use =
        () -> {
          start.await();
          for (int i = 0; i < ROUNDS; i++) {
            if (!holders.hold() || holders.release()) {
              lasts.incrementAndGet();
            }
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (Future<Void> end : threads.invokeAll(Collections.nCopies(THREADS, use))) {
      end.get();
    }
    threads.shutdown();

    assertThat(lasts).hasValue(0);
    assertThat(holders.release()).isTrue();
  }
}
