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
import java.nio.file.Files;
import java.nio.file.Path;
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

  private ConfigDraft draft() {
    return new ConfigDraft(Installation.of(home));
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
    ConfigDraft draft = draft().environment(Map.of("A6_RUNNER_" + variable, text));

    assertThatThrownBy(draft::build)
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("A6_RUNNER_" + variable + ": " + problem);
  }

  @Test
  void environment_ofTheScriptAndOfOthers_isNoSetting() throws Exception {
    Map<String, String> environment =
        Map.of("A6_RUNNER_JAVA_OPTS", "-Xmx1g", "MAX_CALLS_WAITING", "x");

    assertThat(draft().environment(environment).build()).isEqualTo(draft().build());
  }

  @ParameterizedTest
  @CsvSource({
    "max-conf, 'one of allowed-users, call-deadline, '",
    "log, 'one of allowed-users, '",
    "filters.on-filter-failure, 'one of filters.NAME.on-filter-failure'",
    "filters.say.on-failure, 'one of deadline, max-calls, on-filter-failure, on-unusable-filter'"
  })
  void option_unknown_namesWhatThereIs(String key, String expected) {
    ConfigDraft draft = draft();
    draft.option("--set " + key, key, "1");

    assertThatThrownBy(draft::build)
        .hasMessageStartingWith("--set " + key + ": unknown (expected: " + expected);
  }

  @Test
  void option_filterWithDotsInItsName_isThatFilter() throws Exception {
    ConfigDraft draft = draft();
    draft.option("--set", "filters.a.b.on-filter-failure", "skip");

    assertThat(draft.build().runner().failurePolicies().of("a.b").onFilterFailure())
        .isEqualTo(OnFailure.SKIP);
  }

  @Test
  void sources_allSayTheSameSetting_theNearestToThePersonWins() throws Exception {
    Path file = Files.writeString(home.resolve("x.yaml"), "listen: unix:/f\nconf-expire-time: 1s");
    ConfigDraft draft = draft().file(file);
    assertThat(draft.build().runner().listen()).hasToString("/f");

    draft.apisix(Map.of("APISIX_LISTEN_ADDRESS", "unix:/a", "APISIX_CONF_EXPIRE_TIME", "2"));
    assertThat(draft.build().runner().listen()).hasToString("/a");
    assertThat(draft.build().runner().confExpireTime()).hasSeconds(2);

    draft.environment(Map.of("A6_RUNNER_LISTEN", "unix:/e"));
    assertThat(draft.build().runner().listen()).hasToString("/e");

    draft.option("--set listen", "listen", "unix:/o");
    assertThat(draft.build().runner().listen()).hasToString("/o");
    assertThat(draft.findings().origins().get("listen")).isEqualTo(Origin.of("--set listen"));
  }

  @Test
  void environment_list_takesThePlaceOfTheFiles() throws Exception {
    Path file = Files.writeString(home.resolve("x.yaml"), "allowed-users: [1, 2]");

    ConfigDraft draft = draft().file(file).environment(Map.of("A6_RUNNER_ALLOWED_USERS", "3,4"));

    assertThat(draft.build().runner().peers().userIds()).containsExactlyInAnyOrder(3L, 4L);
  }
}
