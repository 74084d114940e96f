/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UntilTest {

  @Test
  void met_whatDoesNotCome_failsByItsName() {
    assertThatThrownBy(() -> Until.met("the end", Duration.ofMillis(2), () -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the end: false (expected: otherwise within 2 ms)");
  }

  @Test
  void answered_whatComes_isTheAnswerThatWillDo() {
    AtomicInteger asked = new AtomicInteger();

    assertThat(Until.answered("the third", asked::incrementAndGet, count -> count == 3))
        .isEqualTo(3);
  }
}
