/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.RunnerEvents.TurnEnd;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilterMetersTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final FilterMeters meters = new FilterMeters(registry, "loaded"::equals);

  @Test
  void turns_ofMoreFiltersThanMayBe_areThoseOfOther() {
    for (int i = 0; i < FilterMeters.MOST + 50; i++) {
      turn("f" + i);
    }

    assertThat(filters()).contains("f0", "other").hasSize(FilterMeters.MOST + 1);
  }

  @Test
  void series_ofAFilterThatIsNotLoadedAnyMore_isGone() {
    turn("stays");
    turn("goes");

    assertThat(meters.keepOnly(List.of("stays"))).containsExactly("goes");
    assertThat(filters()).containsExactly("stays");
    assertThat(meters.recent()).containsOnlyKeys("stays");
  }

  @Test
  void recent_ofAFilterThatHasNotRun_isNotThere() {
    turn("known");
    meters.label(Optional.of("loaded"));

    assertThat(meters.recent()).containsOnlyKeys("known");
  }

  @Test
  void label_ofMoreFiltersThanMayBe_isOther() {
    for (int i = 0; i < FilterMeters.MOST; i++) {
      turn("f" + i);
    }

    assertThat(meters.label(Optional.of("f0"))).isEqualTo("f0");
    assertThat(meters.label(Optional.of("loaded"))).isEqualTo("other");
  }

  @Test
  void label_ofANameThatOnlyAConfHas_isOther() {
    turn("known");

    assertThat(meters.label(Optional.of("known"))).isEqualTo("known");
    assertThat(meters.label(Optional.of("loaded"))).isEqualTo("loaded");
    assertThat(meters.label(Optional.of("anything"))).isEqualTo("other");
    assertThat(meters.label(Optional.empty())).isEqualTo("none");
  }

  private void turn(String filter) {
    meters.turnEnded(filter, Phase.REQUEST, TurnEnd.PROCEEDED, 1000);
  }

  private Stream<String> filters() {
    return registry.scrape().stream()
        .flatMap(metric -> metric.getDataPoints().stream())
        .map((DataPointSnapshot point) -> point.getLabels().get("filter"));
  }
}
