/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import static io.github.a6runner.core.setting.OnFailure.FAIL;
import static io.github.a6runner.core.setting.OnFailure.SKIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.FilterLimits;
import io.github.a6runner.core.setting.LoadLimits;
import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.socket.PeerRules;
import io.github.a6runner.starter.logging.LogSettings;
import io.github.a6runner.starter.surroundings.Installation;
import io.github.a6runner.starter.surroundings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigDraftTest {
  private final Path home;
  private final Installation installation;
  private final Path file;

  ConfigDraftTest(@TempDir Path home) {
    this.home = home;
    installation = Installation.of(home);
    file = home.resolve("runner.yaml");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("max-conf: 1", "1: max-conf: unknown (expected: one of allowed-users, call-de"),
        arguments(
            "\nmax-calls-waiting: 1\nmax-calls-waiting: 2",
            "3: max-calls-waiting: a second time (expected: once, "),
        arguments(
            "max-calls-waiting: many", "1: max-calls-waiting: many (expected: a whole number)"),
        arguments(
            "max-calls-waiting: \"10\"", "1: max-calls-waiting: \"10\" (expected: a whole number)"),
        arguments("max-calls-waiting: 1.5", "1: max-calls-waiting: 1.5 (expected: a whole number)"),
        arguments(
            "max-calls-waiting: 9999999999",
            "1: max-calls-waiting: 9999999999 (expected: a whole number up"),
        arguments(
            "max-calls-waiting: [1]", "1: max-calls-waiting: a list (expected: a whole number)"),
        arguments("max-calls-waiting: 0", "1: max-calls-waiting: 0 (expected: 1 or more)"),
        arguments("# x\ncall-deadline: 30", "2: call-deadline: 30 (expected: a duration such as"),
        arguments("call-deadline: 2m", "1: call-deadline: 2m (expected: less than the 1m that"),
        arguments("listen: /tmp/x.sock", "1: listen: /tmp/x.sock (expected: unix: and an absolut"),
        arguments("listen: unix:x.sock", "1: listen: unix:x.sock (expected: unix: and an absolut"),
        arguments(
            "on-filter-failure: pass", "1: on-filter-failure: pass (expected: fail, skip, or stop"),
        arguments(
            "on-filter-failure: stop 600",
            "1: on-filter-failure: stop 600 (expected: fail, skip, or stop"),
        arguments("filters: [say]", "1: filters: a list (expected: a mapping from names of fil"),
        arguments(
            "filters:\n  say:\n    on: x",
            "3: filters.say.on: unknown (expected: one of deadline, "),
        arguments(
            "filters:\n  a.b:\n    on-filter-failure: stop 99",
            "3: filters.a.b.on-filter-failure: stop 99 (expected: fail, skip, or stop"),
        arguments(
            "filters:\n  a.b:\n    deadline: 0s",
            "3: filters.a.b.deadline: 0ms (expected: more than zero)"),
        arguments(
            "filters:\n  a.b:\n    on-filter-failure: 1",
            "3: filters.a.b.on-filter-failure: 1 (expected: fail, skip, or stop"),
        arguments(
            "filters:\n  a.b:\n    settings: hunter2",
            "3: filters.a.b.settings: another value (expected: a mapping, or with --set a JSON"),
        arguments(
            "filters:\n  db:\n    settings:\n      pool: [1, {size: 0x10}]",
            "4: filters.db.settings.pool[1].size: another value (expected: a mapping, a list,"),
        arguments(
            "filters:\n  db:\n    settings:\n      a: 1\n      a: 2",
            "5: a: a second time (expected: once, see line 4)"),
        arguments("allowed-users: nobody", "1: allowed-users: nobody (expected: a list of names "),
        arguments("allowed-users: [nobody, no-such-user]", "1: allowed-users: no-such-user (expec"),
        arguments("log: info", "1: log: info (expected: a mapping of settings to values)"),
        arguments("log.level: info", "1: log.level: unknown (expected: one of allowed-users, "),
        arguments(
            "log:\n  lvl: info", "2: log.lvl: unknown (expected: one of file, format, keep-days, "),
        arguments("log:\n  level: loud", "2: log.level: loud (expected: error, warn, info, debug"),
        arguments("log:\n  max-file-size: 10", "2: log.max-file-size: 10 (expected: a size such"),
        arguments("log:\n  keep-days: 0", "2: log.keep-days: 0 (expected: 1 or more)"),
        arguments("- listen", "1: a list (expected: a mapping of settings to values)"),
        arguments(
            "max-calls-waiting: 1\n---\nmax-calls-waiting: 2",
            "3: a second document (expected: one)"),
        arguments("a: [1", "not YAML: while parsing a flow sequence, expected ',' or ']'"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void build_mistakeInTheFile_namesPlaceValueAndExpectation(String text, String problem)
      throws IOException {
    Files.writeString(file, text);

    assertThatThrownBy(() -> new ConfigSources(installation).file(file).draft().build())
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(file + ":")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"a: [1 | expected ',' or ']'", "a: {{b}} | a field name (Scalar value in YAML)"})
  void build_notYaml_isToldWithoutWhatTheParserGot(String text, String end) throws IOException {
    Files.writeString(file, text);

    assertThatThrownBy(() -> new ConfigSources(installation).file(file).draft().build())
        .hasMessageStartingWith(file + ":1: not YAML: ")
        .hasMessageEndingWith(end);
  }

  @Test
  void build_severalMistakes_tellsAllOfThem() throws IOException {
    Files.writeString(
        file, "nonsense: 1\nmax-calls-waiting: x\nevent-loops: 0\nlog: {keep-days: 0}");

    assertThatThrownBy(() -> new ConfigSources(installation).file(file).draft().build())
        .isInstanceOfSatisfying(UsageException.class, e -> assertThat(e.problems()).hasSize(4));
  }

  @Test
  void build_fileIsMissing_saysSo() {
    assertThatThrownBy(() -> new ConfigSources(installation).file(file).draft().build())
        .hasMessage("configuration: " + file + " is missing (expected: a YAML file)");
  }

  @Test
  void build_fileIsNoText_saysSo() throws IOException {
    Files.write(file, new byte[] {'a', (byte) 0xff});

    assertThatThrownBy(() -> new ConfigSources(installation).file(file).draft().build())
        .hasMessageContaining("is not text (expected: YAML in UTF-8)");
  }

  @Test
  void build_everySetting_reachesTheConfiguration() throws Exception {
    Files.writeString(
        file,
        """
        listen: unix:/tmp/x.sock
        conf-expire-time: 2h
        plugins: my-plugins
        max-conf-bytes: 5MB
        call-deadline: 7s
        max-calls-in-flight: 10
        worker-threads: 9
        max-connections: 11
        max-calls-per-filter: 6
        max-calls-queued: 12
        max-calls-waiting: 4
        max-bytes-in-flight: 20MB
        event-loops: 3
        on-unusable-filter: skip
        filters:
          guard: {on-unusable-filter: fail}
          log: {on-filter-failure: skip, deadline: 2s, max-calls: 3, settings: {to: x}}
          teapot: {on-filter-failure: stop 418}
        allowed-users: [root, 4711]
        shutdown-grace: 250ms
        runtime-dir: run
        watch-plugins: false
        log: {level: debug, target: file, file: /tmp/x.log, max-file-size: 1GB, keep-days: 3}
        """);

    Config config = new ConfigSources(installation).file(file).draft().build();

    RunnerConfig runner = config.runner();
    assertThat(runner)
        .extracting(RunnerConfig::listen, RunnerConfig::confExpireTime, RunnerConfig::maxConfBytes)
        .containsExactly(Path.of("/tmp/x.sock"), Duration.ofHours(2), 5L << 20);
    assertThat(runner)
        .extracting(RunnerConfig::callDeadline, RunnerConfig::maxCallsInFlight)
        .containsExactly(Duration.ofSeconds(7), 10);
    assertThat(runner)
        .extracting(RunnerConfig::workerThreads, RunnerConfig::eventLoops)
        .containsExactly(9, 3);
    assertThat(runner.load()).isEqualTo(new LoadLimits(11, 6, 12, 4, 20L << 20));
    assertThat(runner.shutdownGrace()).isEqualTo(Duration.ofMillis(250));
    assertThat(runner.peers()).isEqualTo(new PeerRules(Set.of(0L, 4711L), OptionalLong.empty()));
    assertThat(runner.failurePolicies().standard()).isEqualTo(new FailurePolicy(SKIP, FAIL));
    assertThat(runner.failurePolicies().byFilter())
        .isEqualTo(
            Map.of(
                "guard", new FailurePolicy(FAIL, FAIL),
                "log", new FailurePolicy(SKIP, SKIP),
                "teapot", new FailurePolicy(SKIP, OnFailure.stop(418))));
    assertThat(runner.filterLimits())
        .isEqualTo(
            Map.of("log", FilterLimits.NONE.withDeadline(Duration.ofSeconds(2)).withMaxCalls(3)));
    assertThat(config.filterSettings().byFilter()).isEqualTo(Map.of("log", "{\"to\":\"x\"}"));
    assertThat(runner.runtimeDir()).hasValue(home.resolve("run"));
    assertThat(config.watchPlugins()).isFalse();
    assertThat(config.plugins()).isEqualTo(home.resolve("my-plugins"));
    assertThat(config.log())
        .isEqualTo(
            new LogSettings(
                LogSettings.Level.DEBUG,
                LogSettings.Target.FILE,
                LogSettings.Format.TEXT,
                Path.of("/tmp/x.log"),
                1L << 30,
                3));
  }

  @Test
  void build_settingWithoutValue_keepsTheDefault() throws Exception {
    Files.writeString(file, "max-calls-waiting:\nlog:\n  level:\nfilters:\n");

    assertThat(new ConfigSources(installation).file(file).draft().build())
        .isEqualTo(new ConfigDraft(installation).build());
  }

  @Test
  void apisix_addressAndTime_beatTheFile() throws Exception {
    Files.writeString(file, "listen: unix:/tmp/file.sock\nconf-expire-time: 5s");
    Map<String, String> environment =
        Map.of("APISIX_LISTEN_ADDRESS", "unix:/tmp/e.sock", "APISIX_CONF_EXPIRE_TIME", "60");

    RunnerConfig config =
        new ConfigSources(installation).file(file).apisix(environment).draft().build().runner();

    assertThat(config.listen()).isEqualTo(Path.of("/tmp/e.sock"));
    assertThat(config.confExpireTime()).isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @MethodSource("badTimes")
  void apisix_badExpireTime_isNamed(String text, String shown) {
    ConfigDraft draft =
        new ConfigSources(installation).apisix(Map.of("APISIX_CONF_EXPIRE_TIME", text)).draft();

    assertThatThrownBy(draft::build)
        .hasMessage("APISIX_CONF_EXPIRE_TIME: " + shown + " (expected: seconds, 1 or more)");
  }

  static Stream<Arguments> badTimes() {
    return Stream.of("0", "-1", "1h", "3600.0", "99999999999")
        .map(text -> arguments(text, text))
        .flatMap(each -> Stream.of(each, arguments("", "empty")))
        .distinct();
  }
}
