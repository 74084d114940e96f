/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunnerConfigTest {

  private static final Path SOCKET = Path.of("/run/a6.sock");

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        wrong("listen: rel.sock", config -> config.listen(Path.of("rel.sock"))),
        wrong("conf-expire-time: 0ms", config -> config.confExpireTime(Duration.ZERO)),
        wrong("call-deadline: -1s", config -> config.callDeadline(Duration.ofSeconds(-1))),
        wrong("call-deadline: 1m", config -> config.callDeadline(Duration.ofSeconds(60))),
        wrong("max-conf-bytes: 1048575", config -> config.maxConfBytes((1 << 20) - 1)),
        wrong("max-calls-in-flight: -1", config -> config.maxCallsInFlight(-1)),
        wrong("worker-threads: 0", config -> config.workerThreads(0)),
        wrong("event-loops: 0", config -> config.eventLoops(0)),
        wrong("shutdown-grace: 0ms", config -> config.shutdownGrace(Duration.ZERO)),
        wrong("shutdown-grace: -1s", config -> config.shutdownGrace(Duration.ofSeconds(-1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongSettings")
  void build_oneWrongSetting_namesItAndWhatWasExpected(
      String message, UnaryOperator<RunnerConfig.Builder> wrong) {
    RunnerConfig.Builder builder = wrong.apply(RunnerConfig.builder().listen(SOCKET));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageStartingWith(message + " (expected: ")
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("\n"));
  }

  @Test
  void build_severalWrongSettings_namesAllOfThem() {
    RunnerConfig.Builder builder =
        RunnerConfig.builder().maxConnections(0).eventLoops(0).callDeadline(Duration.ofHours(1));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines()).hasSize(4))
        .withMessageContainingAll("listen", "max-connections", "event-loops", "call-deadline");
  }

  @Test
  void build_wrongSetting_isToldInItsParts() {
    RunnerConfig.Builder builder =
        RunnerConfig.builder().listen(Path.of("a: b\nc")).maxConnections(0);

    assertThatExceptionOfType(WrongSettingsException.class)
        .isThrownBy(builder::build)
        .extracting(WrongSettingsException::problems)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly(
            new SettingProblem("listen", "a: b\nc", "an absolute path"),
            new SettingProblem("max-connections", "0", "1 or more"));
  }

  @Test
  void build_moreThanAnybodyHas_isWrong() {
    RunnerConfig.Builder builder =
        RunnerConfig.builder()
            .listen(SOCKET)
            .maxCallsQueued(1_000_001)
            .workerThreads(10_001)
            .eventLoops(10_001)
            .filterLimits(Map.of("a", FilterLimits.NONE.withMaxCalls(Integer.MAX_VALUE)));

    assertThatExceptionOfType(WrongSettingsException.class)
        .isThrownBy(builder::build)
        .extracting(WrongSettingsException::problems)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly(
            new SettingProblem("max-calls-queued", "1000001", "at most 1000000"),
            new SettingProblem("worker-threads", "10001", "at most 10000"),
            new SettingProblem("event-loops", "10001", "at most 10000"),
            new SettingProblem("filters.a.max-calls", "2147483647", "at most 1000000"));
  }

  @Test
  void build_byHand_hasTheDefaults() {
    RunnerConfig config = RunnerConfig.builder().listen(SOCKET).build();

    assertThat(config.confExpireTime()).isEqualTo(Duration.ofHours(1));
    assertThat(config.failurePolicies()).isEqualTo(FailurePolicies.FAIL);
    assertThat(config.shutdownGrace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.managed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "8, 4", "64, 4"})
  void eventLoopsFor_processors_areHalfAsManyAndFew(int processors, int loops) {
    assertThat(RunnerConfig.Builder.eventLoopsFor(processors)).isEqualTo(loops);
  }

  @Test
  void build_managed_endsBeforeApisixKills() {
    RunnerConfig config = RunnerConfig.builder().listen(SOCKET).managed(true).build();

    assertThat(config.shutdownGrace()).isEqualTo(Duration.ofMillis(750));
  }

  @Test
  void build_graceGiven_isKeptInBothModes() {
    Duration grace = Duration.ofMillis(3);
    RunnerConfig.Builder builder = RunnerConfig.builder().listen(SOCKET).shutdownGrace(grace);

    assertThat(builder.build().shutdownGrace()).isEqualTo(grace);
    assertThat(builder.managed(true).build().shutdownGrace()).isEqualTo(grace);
  }

  private static Arguments wrong(String message, UnaryOperator<RunnerConfig.Builder> change) {
    return Arguments.of(message, change);
  }
}
