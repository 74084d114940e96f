/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.starter.surroundings.Installation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
  private final Installation installation;

  SettingsTest(@TempDir Path home) {
    installation = Installation.of(home);
  }

  static List<Setting<ConfigDraft, Config, ?>> all() {
    return Settings.all().toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void setting_itsDefaultGiven_changesNothing(Setting<ConfigDraft, Config, ?> setting)
      throws Exception {
    ConfigSources sources = new ConfigSources(installation);
    if (!setting.standard().isEmpty()) {
      sources.environment(
          Map.of(setting.variable(), setting.standard().replaceAll("[\\[\\]]", "")));
    }

    assertThat(sources.draft().build()).isEqualTo(new ConfigDraft(installation).build());
  }

  @ParameterizedTest
  @MethodSource("all")
  void setting_itsExampleGiven_isWhatIsShown(Setting<ConfigDraft, Config, ?> setting)
      throws Exception {
    String example = setting.kind().example().replace("nobody, ", "").replaceAll("[\\[\\]]", "");
    ConfigDraft draft =
        new ConfigSources(installation).option("--set", setting.name(), example).draft();

    assertThat(setting.shown(draft.build())).contains(example);
    assertThat(draft.findings().origins()).containsOnlyKeys(setting.name());
  }

  @Test
  void variables_ofAllSettings_areDifferentAndNotTheScripts() {
    assertThat(Settings.all().map(Setting::variable))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(Settings.OF_SCRIPT)
        .allMatch(variable -> variable.matches("A6_RUNNER_[A-Z0-9_]+"))
        .contains("A6_RUNNER_LOG_MAX_FILE_SIZE");
  }

  @Test
  void meanings_ofAllSettings_areSentences() {
    assertThat(Settings.all().map(Setting::meaning)).allMatch(text -> text.matches("[A-Z].*\\."));
  }
}
