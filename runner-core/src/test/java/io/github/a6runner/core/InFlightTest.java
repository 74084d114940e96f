/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InFlightTest {

  private final InFlight calls = new InFlight(2);

  @Test
  void tryEnter_atTheLimit_isRefusedUntilOneLeaves() {
    assertThat(calls.tryEnter()).isTrue();
    assertThat(calls.tryEnter()).isTrue();
    assertThat(calls.tryEnter()).isFalse();

    calls.leave();

    assertThat(calls.tryEnter()).isTrue();
  }

  @Test
  void awaitNone_nobodyIn_isTrueAtOnce() throws InterruptedException {
    assertThat(calls.awaitNone(0)).isTrue();
  }

  @Test
  void awaitNone_somebodyIn_isFalseWhenTheTimeIsOver() throws InterruptedException {
    assertThat(calls.tryEnter()).isTrue();

    assertThat(calls.awaitNone(1)).isFalse();
  }

  @Test
  void awaitNone_lastOneLeaves_isTrue() throws Exception {
    assertThat(calls.tryEnter()).isTrue();
    CompletableFuture<Boolean> none =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return calls.awaitNone(TimeUnit.SECONDS.toNanos(20));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });

    calls.leave();

    assertThat(none.get(20, TimeUnit.SECONDS)).isTrue();
  }
}
