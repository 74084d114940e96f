/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.starter.surroundings.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds conf/runner.yaml, docs/configuration.md and the code together. After a change of the
 * settings, run it with {@code -Da6.update} to write the first two.
 */
class ShippedConfigTest {
  private static final Path SHIPPED = Path.of("..", "conf", "runner.yaml");
  private static final Path DOCS = Path.of("..", "docs", "configuration.md");
  private static final String FIRST_SECTION = "# -- ";
  private static final String FIRST_TABLE = "### Where";
  private static final String LISTEN = Kind.ADDRESS.example();

  private final Path home;

  ShippedConfigTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void shippedFile_settings_areThoseOfTheCode() throws IOException {
    assertRest(SHIPPED, FIRST_SECTION, SettingsText.file());
  }

  @Test
  void documentation_tables_areThoseOfTheCode() throws IOException {
    assertRest(DOCS, FIRST_TABLE, SettingsText.tables());
  }

  @Test
  void shippedFile_asItIs_changesNothing() throws Exception {
    assertThat(sources().file(SHIPPED).draft().build()).isEqualTo(sources().draft().build());
  }

  @Test
  void shippedFile_everySettingTaken_saysTheDefaults() throws Exception {
    Path file = Files.write(home.resolve("all.yaml"), settings());
    ConfigSources defaults = sources();
    defaults.option("example", "listen", LISTEN);
    for (Setting<FilterDraft, ?, ?> setting : Settings.OF_FILTER) {
      String name = "filters." + SettingsText.FILTER + "." + setting.name();
      defaults.option("example", name, setting.kind().example());
    }

    ConfigDraft all = sources().file(file).draft();

    assertThat(all.build()).isEqualTo(defaults.draft().build());
    assertThat(all.findings().origins().keySet())
        .containsAll(Settings.all().map(Setting::name).toList())
        .hasSize((int) Settings.all().count() + Settings.OF_FILTER.size());
  }

  /** The lines of the file that are settings, not prose. */
  private static List<String> settings() throws IOException {
    return Files.readAllLines(SHIPPED).stream()
        .filter(line -> line.matches("#( {2,})?[a-z].*"))
        .map(line -> line.substring(1))
        .toList();
  }

  private ConfigSources sources() {
    return new ConfigSources(Installation.of(home));
  }

  private static void assertRest(Path file, String start, List<String> expected)
      throws IOException {
    List<String> lines = Files.readAllLines(file);
    int first = 0;
    while (!lines.get(first).startsWith(start)) {
      first++;
    }
    if (System.getProperty("a6.update") != null) {
      List<String> updated = new ArrayList<>(lines.subList(0, first));
      updated.addAll(expected);
      Files.write(file, updated);
    } else {
      assertThat(lines.subList(first, lines.size())).as("%s", file).isEqualTo(expected);
    }
  }
}
