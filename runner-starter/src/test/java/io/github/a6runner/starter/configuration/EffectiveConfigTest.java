/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.starter.surroundings.Installation;
import io.github.a6runner.starter.surroundings.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveConfigTest {
  private final Path home;
  private final Path file;

  EffectiveConfigTest(@TempDir Path home) {
    this.home = home;
    file = home.resolve("x.yaml");
  }

  private ConfigDraft full() throws Exception {
    Files.writeString(
        file,
        """
        event-loops: 7
        filters:
          "a: b": {on-filter-failure: skip}
          c.d: {on-unusable-filter: fail}
        """);
    return sources()
        .file(file)
        .apisix(Map.of("APISIX_LISTEN_ADDRESS", "unix:/tmp/a b.sock"))
        .environment(Map.of("A6_RUNNER_PLUGINS", "123", "A6_RUNNER_ALLOWED_USERS", "0,4711"))
        .option("--set log.level", "log.level", "trace")
        .draft();
  }

  private ConfigSources sources() {
    return new ConfigSources(Installation.of(home));
  }

  private static List<String> lines(ConfigDraft draft) throws UsageException {
    return EffectiveConfig.lines(draft.build(), draft);
  }

  @Test
  void lines_valuesOfEverySource_sayWhereTheyComeFrom() throws Exception {
    assertThat(lines(full()).stream().map(line -> line.replaceAll(" +#", " #")))
        .contains(
            "listen: \"unix:/tmp/a b.sock\" # APISIX_LISTEN_ADDRESS",
            "allowed-users: [0, 4711] # A6_RUNNER_ALLOWED_USERS",
            "event-loops: 7 # " + file + ":1",
            "call-deadline: 30s # default",
            "log:",
            "  level: trace # --set log.level",
            "  max-file-size: 10MB # default",
            "  \"a: b\":",
            "    on-filter-failure: skip # " + file + ":3",
            "  c.d:",
            "    on-unusable-filter: fail # " + file + ":4");
  }

  @Test
  void lines_settingsOfAFilter_areNamedAndNotShown() throws Exception {
    Files.writeString(file, "filters:\n  db:\n    settings: {url: x, password: hunter2}\n");

    List<String> lines = lines(sources().file(file).draft());

    assertThat(lines)
        .anyMatch(line -> line.startsWith("    # settings: url, password (not shown) "))
        .noneMatch(line -> line.contains("hunter2"));
    Path printed = Files.write(home.resolve("printed.yaml"), lines);
    assertThat(sources().file(printed).draft().build()).isEqualTo(sources().draft().build());
  }

  @Test
  void lines_readAgain_comeToTheSame() throws Exception {
    Config config = full().build();
    Path printed = Files.write(home.resolve("printed.yaml"), lines(full()));

    assertThat(sources().file(printed).draft().build()).isEqualTo(config);
  }

  @Test
  void lines_nothingGiven_isAFileWithTheDefaults() throws Exception {
    Path printed = Files.write(home.resolve("printed.yaml"), lines(sources().draft()));

    assertThat(Files.readAllLines(printed)).contains("filters: {}" + " ".repeat(37) + "# default");
    assertThat(sources().file(printed).draft().build()).isEqualTo(sources().draft().build());
  }
}
