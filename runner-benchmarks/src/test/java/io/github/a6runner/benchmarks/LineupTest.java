/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineupTest {

  @Test
  void inRound_everySecond_isBackwards() throws BenchmarkException {
    try (Scratch scratch = Scratch.create();
        Lineup lineup = new Lineup()) {
      lineup.start(Stands.bare("a"), scratch);
      lineup.start(Stands.bare("b"), scratch);

      assertThat(lineup.inRound(0)).extracting(Lineup.Entry::name).containsExactly("a", "b");
      assertThat(lineup.inRound(1)).extracting(Lineup.Entry::name).containsExactly("b", "a");
      assertThat(lineup.inRound(2)).isEqualTo(lineup.all());
    }
  }

  @Test
  void close_afterAFailedStart_endsTheOthers() throws BenchmarkException {
    Contestant broken =
        new Contestant("broken", List.of("false"), Map.of(), Contestant.Filters.SAY);
    Lineup lineup = new Lineup();
    try (Scratch scratch = Scratch.create();
        lineup) {
      lineup.start(Stands.bare("a"), scratch);
      assertThatExceptionOfType(BenchmarkException.class)
          .isThrownBy(() -> lineup.start(broken, scratch))
          .withMessageContaining("broken: ended with status 1");
      assertThat(lineup.all()).allMatch(entry -> alive(entry.server()));
    }

    assertThat(lineup.all()).hasSize(1).noneMatch(entry -> alive(entry.server()));
  }

  private static boolean alive(Server server) {
    return ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive).isPresent();
  }
}
