/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.Secret;
import io.github.a6runner.core.TestLog;
import io.github.a6runner.core.setting.FilterSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sets for a filter, until the filter has it. */
class FilterSettingsTest {
  private static final FilterSettings OF_A =
      new FilterSettings(Map.of("a", "{\"url\":\"x\",\"password\":\"hunter2\"}"));
  private static final String NEEDS_THEM =
      """
      public record Settings(String url, @Secret String password) {}

      @Override public void start(ConfSource settings) { settings.as(Settings.class); }
      """;

  @RegisterExtension final TestLog log = new TestLog();

  private final PluginDesk desk;

  FilterSettingsTest(@TempDir Path temp) {
    desk = new PluginDesk(temp);
  }

  record Settings(@Default("y") String url, @Secret Optional<String> password) {}

  private static final class Told implements Filter<String> {
    private final String name;
    private final List<Settings> told = new ArrayList<>();

    Told(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void start(ConfSource settings) {
      assertThat(settings.toString()).doesNotContain("hunter2");
      told.add(settings.as(Settings.class));
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }
  }

  @Test
  void start_eachFilter_getsItsOwn() {
    Told a = new Told("a");
    Told b = new Told("b");

    FilterSet.of(OF_A, a, b).close();

    assertThat(a.told).containsExactly(new Settings("x", Optional.of("hunter2")));
    assertThat(b.told).containsExactly(new Settings("y", Optional.empty()));
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void start_settingsThatDoNotFit_saysWhatAndNotTheValue() {
    FilterSettings wrong = new FilterSettings(Map.of("a", "{\"password\":[\"hunter2\"]}"));

    assertThatIllegalStateException()
        .isThrownBy(() -> FilterSet.of(wrong, new Told("a")))
        .withMessage("filter a: settings refused: $.password: a list (expected: text)");
  }

  @Test
  void load_settingsThatDoNotFit_areAProblem() throws IOException {
    desk.put(desk.jar("a", NEEDS_THEM), "a.jar");

    try (Plugins plugins = desk.load()) {
      assertThat(plugins.problems())
          .containsExactly(
              new PluginProblem(
                  "plugins/a.jar",
                  "filter a: settings refused: $.url: missing (expected: text)",
                  "filter a: settings refused"));
    }
  }

  @Test
  void load_refusalOfSomethingElse_isAStartThatFailed() throws IOException {
    String refuses = "throw new InvalidConfException(\"my own file: empty\");";
    desk.put(
        desk.jar("a", "@Override public void start(ConfSource s) { " + refuses + " }"), "a.jar");

    try (Plugins plugins = desk.load()) {
      assertThat(plugins.problems().get(0).reason())
          .isEqualTo(
              "filter a: start failed: io.github.a6runner.api.InvalidConfException: my own file:"
                  + " empty");
    }
  }

  @Test
  void load_longRefusal_isSaidAsAWhole() throws IOException {
    String refuses = "settings.text(); throw new InvalidConfException(\"x\".repeat(500) + \"y\");";
    desk.put(
        desk.jar("a", "@Override public void start(ConfSource settings) { " + refuses + " }"),
        "a.jar");

    try (Plugins plugins = desk.load()) {
      assertThat(plugins.problems().get(0).reason()).endsWith("xy");
    }
  }

  @Test
  void poll_pluginThatReplacesAnother_getsThem() throws IOException {
    desk.put(desk.jar("a", ""), "a.jar");
    try (Plugins plugins = desk.load(OF_A)) {
      LoadedFilter before = plugins.filters().find("a").orElseThrow();
      desk.put(desk.jar("a", NEEDS_THEM), "a.jar");

      PluginDesk.settle(plugins);

      assertThat(plugins.problems()).isEmpty();
      assertThat(plugins.filters().find("a")).isPresent().get().isNotSameAs(before);
    }
  }

  @Test
  void poll_pluginThatComesLater_getsThem() throws IOException {
    try (Plugins plugins = desk.load(OF_A)) {
      desk.put(desk.jar("a", NEEDS_THEM), "a.jar");

      PluginDesk.settle(plugins);

      assertThat(plugins.problems()).isEmpty();
      assertThat(plugins.filters().find("a")).isPresent();
    }
  }

  @Test
  void load_filterThatDoesNotReadThem_isSaid() throws IOException {
    desk.put(desk.jar("a", ""), "a.jar");
    desk.put(desk.jar("b", ""), "b.jar");

    desk.load(OF_A).close();

    assertThat(log.messages())
        .containsExactly(
            "filters.a.settings: not read by the filter, plugins/a.jar (expected: settings of a"
                + " filter that takes some)");
  }

  @Test
  void toString_ofAll_namesTheFiltersAlone() {
    assertThat(OF_A).hasToString("FilterSettings[a]");
  }
}
