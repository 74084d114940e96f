/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.starter.surroundings.Installation;
import io.github.a6runner.starter.surroundings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The environment, the options, and what comes over what. */
class ConfigReaderTest {
  private final Path home;

  ConfigReaderTest(@TempDir Path home) {
    this.home = home;
  }

  private ConfigSources sources() {
    return new ConfigSources(Installation.of(home));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("MAX_CALLS_WAITING", "many", "many (expected: a whole number)"),
        arguments("MAX_CALLS_WAITING", "", "empty (expected: a whole number)"),
        arguments("MAX_CALLS_WAITING", "0", "0 (expected: 1 or more)"),
        arguments("CALL_DEADLINE", "2m", "2m (expected: less than the 1m that APISIX waits)"),
        arguments("WATCH_PLUGINS", "yes", "yes (expected: true or false)"),
        arguments("LOG_LEVEL", "loud", "loud (expected: error, warn, info, debug or trace)"),
        arguments("LISTEN", "/x", "/x (expected: unix: and an absolute path, such as unix:/tmp/"),
        arguments("ALLOWED_USERS", "no-such", "no-such (expected: a user's name in /etc/passwd"),
        arguments(
            "MAX_CONF", "1", "unknown (expected: A6_RUNNER_EVENT_LOOPS for event-loops, or an"),
        arguments(
            "FILTERS_SAY_ON_FILTER_FAILURE",
            "skip",
            "unknown (expected: settings of single filters in the file or with --set)"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void environment_mistake_namesVariableValueAndExpectation(
      String variable, String text, String problem) {
    ConfigDraft draft = sources().environment(Map.of("A6_RUNNER_" + variable, text)).draft();

    assertThatThrownBy(draft::build)
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("A6_RUNNER_" + variable + ": " + problem);
  }

  @Test
  void environment_ofTheScriptAndOfOthers_isNoSetting() throws Exception {
    Map<String, String> environment =
        Map.of("A6_RUNNER_JAVA_OPTS", "-Xmx1g", "MAX_CALLS_WAITING", "x");

    assertThat(sources().environment(environment).draft().build())
        .isEqualTo(sources().draft().build());
  }

  @ParameterizedTest
  @CsvSource({
    "max-conf, 'one of allowed-users, call-deadline, '",
    "log, 'one of allowed-users, '",
    "filters.on-filter-failure, 'one of filters.NAME.on-filter-failure'",
    "filters.say.on-failure, 'one of deadline, max-calls, on-filter-failure, on-unusable-filter'"
  })
  void option_unknown_namesWhatThereIs(String key, String expected) {
    ConfigDraft draft = sources().option("--set " + key, key, "1").draft();

    assertThatThrownBy(draft::build)
        .hasMessageStartingWith("--set " + key + ": unknown (expected: " + expected);
  }

  @Test
  void option_filterWithDotsInItsName_isThatFilter() throws Exception {
    ConfigDraft draft = sources().option("--set", "filters.a.b.on-filter-failure", "skip").draft();

    assertThat(draft.build().runner().failurePolicies().of("a.b").onFilterFailure())
        .isEqualTo(OnFailure.SKIP);
  }

  @Test
  void sources_allSayTheSameSetting_theNearestToThePersonWins() throws Exception {
    Path file = Files.writeString(home.resolve("x.yaml"), "listen: unix:/f\nconf-expire-time: 1s");
    ConfigSources sources = sources().file(file);
    ConfigDraft draft = sources.draft();
    assertThat(draft.build().runner().listen()).hasToString("/f");

    sources.apisix(Map.of("APISIX_LISTEN_ADDRESS", "unix:/a", "APISIX_CONF_EXPIRE_TIME", "2"));
    assertThat(draft.build().runner().listen()).hasToString("/a");
    assertThat(draft.build().runner().confExpireTime()).hasSeconds(2);

    sources.environment(Map.of("A6_RUNNER_LISTEN", "unix:/e"));
    assertThat(draft.build().runner().listen()).hasToString("/e");

    sources.option("--set listen", "listen", "unix:/o");
    assertThat(draft.build().runner().listen()).hasToString("/o");
    assertThat(draft.findings().origins().get("listen")).isEqualTo(Origin.of("--set listen"));
  }

  @Test
  void environment_list_takesThePlaceOfTheFiles() throws Exception {
    Path file = Files.writeString(home.resolve("x.yaml"), "allowed-users: [1, 2]");

    ConfigDraft draft =
        sources().file(file).environment(Map.of("A6_RUNNER_ALLOWED_USERS", "3,4")).draft();

    assertThat(draft.build().runner().peers().userIds()).containsExactlyInAnyOrder(3L, 4L);
  }

  @ParameterizedTest
  @MethodSource("settingsThatMayBeAuto")
  void option_auto_takesTheFilesValueBack(String setting, String value) throws Exception {
    Path file = file(setting, value);

    Config config =
        sources().file(file).option("--set " + setting, setting, "auto").draft().build();

    assertThat(config).isEqualTo(sources().draft().build());
    assertThat(sources().file(file).draft().build()).isNotEqualTo(config);
  }

  private Path file(String setting, String value) throws IOException {
    String yaml = setting.replace(".", ": {") + ": " + value + (setting.contains(".") ? "}" : "");
    return Files.writeString(home.resolve("x.yaml"), yaml);
  }

  static Stream<Arguments> settingsThatMayBeAuto() {
    List<String> all =
        Settings.all()
            .filter(setting -> setting.standard().equals("auto"))
            .map(Setting::name)
            .toList();
    Map<String, String> other =
        Map.of(
            "max-calls-per-filter",
            "7",
            "event-loops",
            "5",
            "shutdown-grace",
            "5s",
            "runtime-dir",
            "/run/a6",
            "log.target",
            "file");
    assertThat(other.keySet()).containsExactlyInAnyOrderElementsOf(all);
    return all.stream().map(setting -> arguments(setting, other.get(setting)));
  }
}
