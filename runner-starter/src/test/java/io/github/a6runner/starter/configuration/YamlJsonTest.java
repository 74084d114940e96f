/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.starter.surroundings.Installation;
import io.github.a6runner.starter.surroundings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlJsonTest {
  private final Path home;

  YamlJsonTest(@TempDir Path home) {
    this.home = home;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                              | {}
          {a: x, 'b.c': "1", "": ''}      | {"a":"x","b.c":"1","":""}
          {a: 1, b: -2.50, c: 1e3}        | {"a":1,"b":-2.50,"c":1E+3}
          {a: 123456789012345678901234.5} | {"a":123456789012345678901234.5}
          {a: true, b: false, c: "true"}  | {"a":true,"b":false,"c":"true"}
          {a: , b: null, c: ~}            | {"a":null,"b":null,"c":null}
          {a: [1, [x], {b: }]}            | {"a":[1,["x"],{"b":null}]}
          {a: &x {b: 1}, c: *x, d: *x}    | {"a":{"b":1},"c":{"b":1},"d":{"b":1}}
          {a: !!str 5, b: !!int "6"}      | {"a":"5","b":6}
          {a: 2026-01-01, b: 1.2.3}       | {"a":"2026-01-01","b":"1.2.3"}
          """)
  void object_ofYaml_isTheSameInJson(String yaml, String json) throws Exception {
    assertThat(settings(yaml)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 0x1F}  | .a
          {a: 1_000} | .a
          {a: .inf}  | .a
          {a: [.nan]}| .a[0]
          {a: +1}    | .a
          {a: 1e9999}| .a
          {<<: {}}   | .<<
          """)
  void object_whatJsonDoesNotHave_isRefusedWithItsPlace(String yaml, String place) {
    assertThatThrownBy(() -> settings(yaml))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(":3: filters.db.settings" + place + ": another value (expected: ");
  }

  @Test
  void object_asAnOption_isJson() throws Exception {
    ConfigDraft draft =
        new ConfigSources(Installation.of(home))
            .option("--set filters.db.settings", "filters.db.settings", "{\"a\": 1}")
            .draft();

    assertThat(draft.build().filterSettings().of("db")).isEqualTo("{\"a\": 1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hunter2",
        "[1]",
        "{a: hunter2}",
        "{\"a\":\"hunter2\"",
        "7",
        "{} x",
        "{\"a\":1,\"a\":2}"
      })
  void object_optionThatIsNoJson_isRefusedAndNotShown(String text) {
    ConfigDraft draft =
        new ConfigSources(Installation.of(home))
            .option("--set filters.db.settings", "filters.db.settings", text)
            .draft();

    assertThat(draft.problems())
        .containsExactly(
            "--set filters.db.settings: another value (expected: a mapping, or with --set a JSON"
                + " object)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: *x}         | :3: *x: no &x before it
          {a: &x [*x]}    | :3: *x: no &x before it
          {a: !ENV ${PW}} | :3: a tag !ENV (expected: the value without it)
          """)
  void object_aliasOrTagThatIsNotKnown_isRefused(String yaml, String problem) {
    assertThatThrownBy(() -> settings(yaml))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(problem);
  }

  private String settings(String yaml) throws UsageException, IOException {
    Path file = home.resolve("x.yaml");
    Files.writeString(file, "filters:\n  db:\n    settings: " + yaml + "\n");
    return new ConfigSources(Installation.of(home))
        .file(file)
        .draft()
        .build()
        .filterSettings()
        .of("db");
  }
}
