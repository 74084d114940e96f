/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import static io.github.a6runner.starter.doctor.Finding.Level.FAIL;
import static io.github.a6runner.starter.doctor.Finding.Level.INFO;
import static io.github.a6runner.starter.doctor.Finding.Level.OK;
import static io.github.a6runner.starter.doctor.Finding.Level.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApisixChecksTest {
  private static final String PATH = "ext-plugin: {path_for_test: /tmp/x.sock}";
  private static final String CMD = "ext-plugin: {cmd: [/opt/a6/bin/a6-runner, run]}";
  private static final String BOTH =
      "ext-plugin: {cmd: [/opt/a6/bin/a6-runner, run], path_for_test: /tmp/x.sock}";

  private static ApisixConfig config(String yaml) {
    List<String> problems = new ArrayList<>();
    ApisixConfig config = ApisixConfig.read("config.yaml", yaml, problems).orElseThrow();
    assertThat(problems).isEmpty();
    return config;
  }

  @Test
  void read_noYaml_isAProblem() {
    List<String> problems = new ArrayList<>();

    assertThat(ApisixConfig.read("c.yaml", "a: [", problems)).isEmpty();
    assertThat(problems).hasSize(1).first().asString().startsWith("c.yaml:1: not YAML");
  }

  @Test
  void read_everything_isThere() {
    ApisixConfig config =
        config(
            BOTH
                + "\nplugins: [ext-plugin-pre-req, cors]\n"
                + "nginx_config:\n  user: www\n  envs: [JAVA_HOME, A=b]\n");

    assertThat(config)
        .isEqualTo(
            new ApisixConfig(
                "config.yaml",
                Optional.of("/tmp/x.sock"),
                List.of("/opt/a6/bin/a6-runner", "run"),
                Optional.of("www"),
                List.of("JAVA_HOME", "A=b"),
                Optional.of(List.of("ext-plugin-pre-req", "cors"))));
  }

  @Test
  void start_neither_failsAndSaysWhatToAdd() {
    assertThat(ReachChecks.start(config("x: 1"), file -> true))
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.level()).isEqualTo(FAIL),
            finding -> assertThat(finding.line()).contains("(do: add ext-plugin: cmd: ["));
  }

  @Test
  void start_command_hasToBeExecutable() {
    assertThat(ReachChecks.start(config(CMD), "/opt/a6/bin/a6-runner"::equals))
        .extracting(Finding::level)
        .containsExactly(OK);
    assertThat(ReachChecks.start(config(CMD), file -> false))
        .extracting(Finding::level)
        .containsExactly(FAIL);
    assertThat(ReachChecks.start(config("ext-plugin: {cmd: [a6-runner]}"), file -> true))
        .extracting(Finding::level)
        .containsExactly(WARN);
  }

  @Test
  void start_both_saysWhichOneWins() {
    assertThat(ReachChecks.start(config(BOTH), file -> true))
        .last()
        .satisfies(
            finding -> assertThat(finding.level()).isEqualTo(WARN),
            finding -> assertThat(finding.text()).contains("listen on that path"));
    assertThat(ReachChecks.start(config(PATH), file -> false))
        .extracting(Finding::level)
        .containsExactly(OK);
  }

  @ParameterizedTest
  @CsvSource({
    "/tmp/x.sock, /tmp/x.sock, OK",
    "/tmp/x.sock, /tmp/y.sock, FAIL",
    "/tmp/x.sock, '', FAIL",
    "unix:/tmp/x.sock, /tmp/x.sock, FAIL",
    "x.sock, /tmp/x.sock, FAIL",
  })
  void address_pathForTest_hasToBeTheRunners(String path, String listen, Finding.Level level) {
    Optional<Path> runner = Optional.of(listen).filter(text -> !text.isEmpty()).map(Path::of);

    assertThat(ReachChecks.address(config("ext-plugin: {path_for_test: " + path + "}"), runner))
        .extracting(Finding::level)
        .containsExactly(level);
  }

  @Test
  void address_otherPath_saysWhatToSet() {
    assertThat(ReachChecks.address(config(PATH), Optional.of(Path.of("/tmp/y"))).get(0).line())
        .isEqualTo(
            "fail  address: the runner listens on /tmp/y, APISIX connects to /tmp/x.sock"
                + " (do: set listen: unix:/tmp/x.sock)");
  }

  @Test
  void address_startedByApisix_isApisixs() {
    assertThat(ReachChecks.address(config(CMD), Optional.empty())).isEmpty();
    assertThat(ReachChecks.address(config(CMD), Optional.of(Path.of("/x"))))
        .extracting(Finding::level)
        .containsExactly(INFO);
    for (Optional<Path> listen : List.of(Optional.<Path>empty(), Optional.of(Path.of("/x")))) {
      assertThat(ReachChecks.address(config(BOTH), listen))
          .containsExactly(
              Finding.ok("address", "APISIX says it when it starts the runner: /tmp/x.sock"));
    }
  }

  @Test
  void variables_notListed_areNamed() {
    String envs = "\nnginx_config: {envs: [A6_RUNNER_LOG_LEVEL=debug]}";
    List<String> here = List.of("HOME", "JAVA_HOME", "A6_RUNNER_PLUGINS", "A6_RUNNER_LOG_LEVEL");

    assertThat(ApisixChecks.variables(config(CMD + envs), here))
        .singleElement()
        .extracting(Finding::text)
        .isEqualTo("nginx hides A6_RUNNER_PLUGINS, JAVA_HOME from the runner");
    assertThat(ApisixChecks.variables(config(CMD), List.of("HOME")))
        .extracting(Finding::level)
        .containsExactly(OK);
    assertThat(ApisixChecks.variables(config(PATH), here)).isEmpty();
  }

  @Test
  void plugins_none_failsAndSomeIsOnlySaid() {
    assertThat(ApisixChecks.plugins(config("x: 1"))).isEmpty();
    assertThat(ApisixChecks.plugins(config("plugins: [cors]")).get(0).level()).isEqualTo(FAIL);
    assertThat(ApisixChecks.plugins(config("plugins: [ext-plugin-pre-req]")).get(0))
        .isEqualTo(
            Finding.info("apisix plugins", "not on: ext-plugin-post-req, ext-plugin-post-resp"));
  }

  @Test
  void workers_mayNotConnect_saysWhichUserToAllow() {
    String user = "\nnginx_config: {user: www}";
    assertThat(PeerChecks.workers(config(PATH + user), name -> false).get(0).line())
        .startsWith("fail  peers: the workers of nginx run as www")
        .endsWith("(do: set allowed-users: [www])");
    assertThat(PeerChecks.workers(config(PATH), name -> false).get(0).level()).isEqualTo(WARN);
    assertThat(PeerChecks.workers(config(PATH + user), "www"::equals).get(0).level()).isEqualTo(OK);
    assertThat(PeerChecks.workers(config(CMD + user), name -> false).get(0).level()).isEqualTo(OK);
  }
}
