/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final PeerSettings SETTINGS = PeerSettings.OF_APISIX;

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P25D"})
  void timeouts_outOfRange_areRefused(Duration timeout) {
    Duration second = Duration.ofSeconds(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PeerTimeouts(second, timeout, second))
        .withMessage("send: " + timeout + " (expected: more than 0 and at most 24 days)");
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withWorkerId(1024))
        .withMessage("workerId: 1024 (expected: from 0 to 1023)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withIdleConnections(-1))
        .withMessageStartingWith("idleConnections: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SETTINGS.withConfExpireTime(Duration.ofSeconds(-1)))
        .withMessage("confExpireTime: PT-1S (expected: not negative)");
  }

  @Test
  void settings_changedOneByOne_keepTheOthers() {
    PeerTimeouts timeouts =
        new PeerTimeouts(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3));

    assertThat(
            SETTINGS
                .withTimeouts(timeouts)
                .withIdleConnections(2)
                .withConfExpireTime(Duration.ZERO)
                .withWorkerId(9))
        .isEqualTo(new PeerSettings(timeouts, 2, Duration.ofMinutes(3), Duration.ZERO, 9));
  }

  @Test
  void callIds_afterTheLast_startAgain() {
    CallIds ids = new CallIds(1023, (1 << 22) - 1);

    assertThat(List.of(ids.next(), ids.next())).containsExactly(0xFFFFFFFFL, 1023L << 22);
  }
}
