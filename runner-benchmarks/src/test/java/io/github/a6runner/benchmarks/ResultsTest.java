/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private final Results results = new Results();

  @Test
  void compare_roundsOfBoth_holdsEachAgainstTheOther() {
    results.add(0, "a", Map.of(Measure.SAY_CPU, 6.0));
    results.add(0, "b", Map.of(Measure.SAY_CPU, 3.0));
    results.add(1, "b", Map.of(Measure.SAY_CPU, 8.0));
    results.add(1, "a", Map.of(Measure.SAY_CPU, 8.0));

    assertThat(results.compare("a", "b", Measure.SAY_CPU, (one, two) -> one / two))
        .isEqualTo(List.of(2.0, 1.0));
  }

  @Test
  void compare_roundOfOneOnly_isLeftOut() {
    results.add(0, "a", Map.of(Measure.SAY_CPU, 6.0));
    results.add(1, "b", Map.of(Measure.SAY_CPU, 6.0));

    assertThat(results.compare("a", "b", Measure.SAY_CPU, Double::sum)).isEmpty();
    assertThat(results.compare("a", "nobody", Measure.SAY_CPU, Double::sum)).isEmpty();
  }

  @Test
  void median_notMeasured_isAbsent() {
    results.add(0, "a", Map.of(Measure.SAY_CPU, 6.0));

    assertThat(results.median("a", Measure.VARS_CPU)).isEmpty();
    assertThat(results.median("nobody", Measure.SAY_CPU)).isEmpty();
    assertThat(results.median("a", Measure.SAY_CPU)).hasValue(6.0);
  }
}
