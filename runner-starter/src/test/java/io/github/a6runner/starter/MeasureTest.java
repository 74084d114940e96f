/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The sizes of the code, and whatever else {@code ci/Measure.java} counts. */
class MeasureTest {

  @Test
  void sources_ofAllModules_keepToTheLimitsAndTheTableIsTheirs() throws Exception {
    assertThat(CiProgram.run("Measure.java")).isEqualTo(new CiProgram.Result(0, ""));
  }
}
