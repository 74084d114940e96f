/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitedCountTest {

  private final LimitedCount calls = new LimitedCount(2);

  @Test
  void tryEnter_atTheLimit_isRefusedUntilOneLeaves() {
    assertThat(calls.tryEnter()).isTrue();
    assertThat(calls.tryEnter()).isTrue();
    assertThat(calls.tryEnter()).isFalse();

    assertThat(calls.count()).isEqualTo(calls.limit());
    calls.leave();

    assertThat(calls.count()).isEqualTo(1);
    assertThat(calls.tryEnter()).isTrue();
  }
}
