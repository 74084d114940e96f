/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediansTest {

  @Test
  void of_oddNumber_isTheOneInTheMiddle() {
    assertThat(Medians.of(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
  }

  @Test
  void of_evenNumber_isTheMeanOfTheMiddle() {
    assertThat(Medians.of(List.of(4.0, 1.0, 100.0, 2.0))).isEqualTo(3);
  }

  @Test
  void quantile_betweenTwoValues_liesAsFarBetweenThem() {
    List<Double> values = List.of(40.0, 10.0, 20.0, 30.0);

    assertThat(Medians.quantile(values, 0)).isEqualTo(10);
    assertThat(Medians.quantile(values, 0.25)).isEqualTo(17.5);
    assertThat(Medians.quantile(values, 0.75)).isEqualTo(32.5);
    assertThat(Medians.quantile(values, 1)).isEqualTo(40);
  }

  @Test
  void of_none_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Medians.of(List.of()));
  }
}
