/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds conf/runner.yaml and the defaults of the code together. */
class ShippedConfigTest {
  private static final Path SHIPPED = Path.of("..", "conf", "runner.yaml");
  private static final Pattern SETTING = Pattern.compile("# (?<setting>(  )?[a-z-]+: ?.*)");

  private final Path home;

  ShippedConfigTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void shippedFile_asItIs_changesNothing() throws Exception {
    Installation installation = Installation.of(home);

    assertThat(new ConfigDraft(installation).file(SHIPPED).build())
        .isEqualTo(new ConfigDraft(installation).build());
  }

  @Test
  void shippedFile_everySettingTaken_saysTheDefaults() throws Exception {
    Installation installation = Installation.of(home);
    ConfigDraft defaults = new ConfigDraft(installation);
    defaults.listen(Path.of("/tmp/runner.sock"), "the example");
    // The file speaks of a machine with two processors or more.
    defaults.runner().eventLoops(2);

    Path file = Files.write(home.resolve("all.yaml"), settings());

    assertThat(new ConfigDraft(installation).file(file).build()).isEqualTo(defaults.build());
  }

  @Test
  void shippedFile_everySetting_isThere() throws IOException {
    String all = settings().stream().map(ShippedConfigTest::name).collect(Collectors.joining(" "));

    assertThat(all.split(" ")).containsExactlyInAnyOrderElementsOf(ConfigKeys.names());
  }

  private static List<String> settings() throws IOException {
    return Files.readAllLines(SHIPPED).stream()
        .map(SETTING::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group("setting"))
        .toList();
  }

  private static String name(String setting) {
    return setting.substring(0, setting.indexOf(':')).strip();
  }
}
