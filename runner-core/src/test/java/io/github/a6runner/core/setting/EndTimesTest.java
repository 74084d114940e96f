/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndTimesTest {
  /** For the signal to come, and the JVM to go. */
  private static final Duration OF_THE_PROCESS = Duration.ofMillis(50);

  @Test
  void parts_underApisix_endBeforeItKills() {
    Duration all = EndTimes.CALLS_MANAGED.plus(EndTimes.REST_MANAGED).plus(OF_THE_PROCESS);

    assertThat(all).isLessThan(EndTimes.KILLED_AFTER);
  }

  @Test
  void rest_underApisix_holdsTheServersParts() {
    assertThat(EndTimes.LOOPS.plus(EndTimes.CONFS)).isLessThan(EndTimes.REST_MANAGED);
    assertThat(EndTimes.REST_MANAGED).isLessThan(EndTimes.REST_BY_HAND);
  }
}
