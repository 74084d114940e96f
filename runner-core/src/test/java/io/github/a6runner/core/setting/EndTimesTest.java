/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndTimesTest {
  /** For the signal to come, and the JVM to go. */
  private static final Duration OF_THE_PROCESS = Duration.ofMillis(50);

  @Test
  void parts_underApisix_endBeforeItKills() {
    Duration all = EndTimes.MANAGED.calls().plus(EndTimes.MANAGED.rest()).plus(OF_THE_PROCESS);

    assertThat(all).isLessThanOrEqualTo(EndTimes.KILLED_AFTER);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void server_afterItsLoops_hasMostOfItsTimeForConfs(boolean managed) {
    Duration confs = EndTimes.of(managed).server().minus(EndTimes.LOOPS);

    assertThat(confs).isGreaterThan(EndTimes.LOOPS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rest_leavesTimeForTheFilters(boolean managed) {
    EndTimes times = EndTimes.of(managed);
    Duration before = times.server().plus(EndTimes.MANAGEMENT).plus(EndTimes.LOADING);

    assertThat(times.rest()).isEqualTo(before.plus(times.filters()));
    assertThat(times.filters()).isPositive();
  }
}
