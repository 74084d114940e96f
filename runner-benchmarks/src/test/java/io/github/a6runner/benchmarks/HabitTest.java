/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Filter;
import io.github.a6runner.core.RunnerServer;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.setting.RunnerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What docs/migration.md says of this runner is what it does. */
class HabitTest {
  private static final Path PAGE = Path.of("../docs/migration.md");

  @TempDir private Path folder = Path.of("");

  /** Without those that a busy machine may make others of. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"HANGS", "WAITS"})
  void page_ofThisRunner_saysWhatItDoes(Habit habit) throws Exception {
    RunnerConfig config = RunnerConfig.builder().listen(folder.resolve("s")).build();

    try (FilterSet filters = FilterSet.of(shipped());
        RunnerServer server = RunnerServer.start(config, Plugins.of(filters));
        Gateway gateway = new Gateway(config.listen())) {
      assertThat(server.state().listening()).isTrue();
      assertThat(habit.at(gateway)).isEqualTo(said(habit));
    }
  }

  private static Filter<?>[] shipped() {
    List<Filter<?>> all = new ArrayList<>();
    ServiceLoader.load(Filter.class).forEach(all::add);
    return all.toArray(Filter<?>[]::new);
  }

  private static String said(Habit habit) throws Exception {
    String section = Markdown.section(Files.readString(PAGE), Comparison.SECTION);
    return Markdown.firstTable(section).stream()
        .filter(row -> row.get(0).equals(habit.what()))
        .map(row -> row.get(2))
        .findFirst()
        .orElseThrow();
  }
}
