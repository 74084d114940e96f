/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import org.junit.jupiter.api.Test;

class AsyncResultTest {

  private final AsyncResult result = new AsyncResult();
  private final Outcome outcome = new Outcome.Stopped(Decision.stop(403));

  @Test
  void offer_beforeAnybodyWaits_isTakenByTheOneWhoLooks() {
    assertThat(result.offer(outcome)).isTrue();

    assertThat(result.takeIfThere()).containsSame(outcome);
  }

  @Test
  void offer_afterSomebodyLooked_isForTheOneWhoBringsIt() {
    assertThat(result.takeIfThere()).isEmpty();

    assertThat(result.offer(outcome)).isFalse();
  }
}
