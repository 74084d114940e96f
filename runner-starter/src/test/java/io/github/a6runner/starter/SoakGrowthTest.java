/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoakGrowthTest {

  @Test
  void problems_nothingBecomesMore_areNone() {
    assertThat(growth(SoakThing.HEAP, at -> 6000 + at % 5 * 100).problems()).isEmpty();
  }

  @Test
  void problems_onlyTheFirstQuarterGrows_areNone() {
    assertThat(growth(SoakThing.THREADS, at -> at < 5 ? at * 60 : 300).problems()).isEmpty();
  }

  @Test
  void problems_oneLookStandsOut_areNone() {
    assertThat(growth(SoakThing.FILES, at -> at == 18 ? 9000 : 30).problems()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SoakThing.class)
  void problems_somethingBecomesMoreAndMore_nameIt(SoakThing thing) {
    SoakGrowth growth = growth(thing, at -> at * 3000);

    assertThat(growth.problems()).singleElement().asString().contains(thing.title());
  }

  @Test
  void problems_oneClassLoaderIsLeftByEachReload_nameThem() {
    assertThat(growth(SoakThing.LOADERS, at -> at / 2).problems()).hasSize(1);
  }

  @Test
  void samples_tooFew_areRefused() {
    List<Map<SoakThing, Long>> few = growth(SoakThing.HEAP, at -> 1).samples().subList(0, 7);

    assertThatThrownBy(() -> new SoakGrowth(few)).hasMessageContaining("expected: 8 or more");
  }

  /** Twenty looks at one thing that changes among others that do not. */
  private static SoakGrowth growth(SoakThing thing, LongUnaryOperator amount) {
    List<Map<SoakThing, Long>> samples = new ArrayList<>();
    for (int at = 0; at < 20; at++) {
      Map<SoakThing, Long> sample = new EnumMap<>(SoakThing.class);
      for (SoakThing each : SoakThing.values()) {
        sample.put(each, 1000L);
      }
      sample.put(thing, amount.applyAsLong(at));
      samples.add(sample);
    }
    return new SoakGrowth(samples);
  }
}
