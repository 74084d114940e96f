/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the soak, of which {@code ci/soak} is the long one. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SoakIT {

  @Test
  void runner_underEverythingAtOnce_givesTheRightRepliesAndHoldsNoMoreAndMore(@TempDir Path folder)
      throws Exception {
    Soak soak = new Soak(SoakPlan.brief(), folder);

    SoakGrowth growth = soak.run(line -> {});

    assertThat(soak.counts().problems()).as(soak.counts().toString()).isEmpty();
    assertThat(growth.problems()).isEmpty();
    assertThat(soak.counts().calls).hasValueGreaterThan(1000);
    assertThat(soak.counts().reloads).hasValueGreaterThan(2);
    assertThat(soak.counts().restarts).hasValueGreaterThan(0);
    assertThat(soak.counts().disconnects).hasValueGreaterThan(10);
    assertThat(soak.counts().halfFrames).hasValueGreaterThan(10);
    assertThat(soak.counts().slowReaders).hasValueGreaterThan(1);
  }
}
