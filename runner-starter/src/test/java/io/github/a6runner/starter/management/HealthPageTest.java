/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.core.RunnerLoad;
import io.github.a6runner.core.RunnerState;
import io.github.a6runner.core.plugin.PluginsState;
import io.github.a6runner.core.setting.LoadLimits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthPageTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void page_serverThatEndsMeanwhile_isOfOneMoment(boolean withPlugins) throws Exception {
    for (int listening = 0; listening < 5; listening++) {
      HealthPage health = new HealthPage(endingAfter(listening));

      Page page = withPlugins ? health.both() : health.ready();

      JsonNode body = new ObjectMapper().readTree(page.body().toByteArray());
      boolean ready = page.status().code() == 200;
      assertThat(body.get("ready").asBoolean()).isEqualTo(ready);
      assertThat(body.get("state").asText()).isEqualTo(ready ? "listening" : "ending");
    }
  }

  /** A server that listens when it is asked a number of times, and then ends. */
  private static Subject endingAfter(int asked) {
    AtomicInteger left = new AtomicInteger(asked);
    return new Subject(
        "1.0",
        "/x.sock",
        "nio",
        false,
        Instant.EPOCH,
        () -> Optional.of(state(left.getAndDecrement() > 0)),
        () -> new PluginsState(List.of(), List.of(), 0, 0, 0),
        () -> 0);
  }

  private static RunnerState state(boolean listening) {
    return new RunnerState(
        listening,
        !listening,
        new RunnerState.OfCalls(0, 1),
        new RunnerState.OfConnections(0, 0, 0, 0),
        new RunnerState.OfConfs(0, 0, 0, 0, 0),
        List.of(),
        new RunnerLoad(0, 0, 0, 0, Map.of(), new LoadLimits(1, 1, 1, 1, 1)));
  }
}
