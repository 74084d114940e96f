/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.core.RunnerServer;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.socket.SocketFile;
import io.github.a6runner.starter.CommandLineFixture;
import io.github.a6runner.starter.CommandLineFixture.Result;
import io.github.a6runner.starter.TestFilters;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  private final Path home;
  private final Path socket;
  private final CommandLineFixture line;

  DoctorCommandTest(@TempDir Path home) throws IOException {
    this.home = home;
    socket = home.resolve("x.sock");
    Files.createDirectories(home.resolve("plugins"));
    line = new CommandLineFixture(home);
  }

  private Result doctor(String... more) {
    String[] words = new String[more.length + 2];
    words[0] = "doctor";
    words[1] = "--set=listen=unix:" + socket;
    System.arraycopy(more, 0, words, 2, more.length);
    return line.run(Map.of("A6_RUNNER_RUNTIME_DIR", "run", "JAVA_HOME", "/jdk"), false, words);
  }

  private String apisix(String text) throws IOException {
    return "--apisix-config=" + Files.writeString(home.resolve("config.yaml"), text);
  }

  @Test
  void doctor_allInOrder_saysSoLineByLine() throws IOException {
    TestFilters.writeJar(home.resolve("plugins/test.jar"));

    Result result = doctor(apisix("ext-plugin: {path_for_test: " + socket + "}"));

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out().lines())
        .allMatch(line -> line.matches("(ok  |warn|info)  [a-z_. -]+: .*"))
        .contains(
            "ok    configuration: nothing is wrong with it",
            "ok    plugins: 5 filters from 1 plugin",
            "ok    socket: nothing is at " + socket + " yet",
            "ok    runtime folder: " + home.resolve("run") + " can be made",
            "ok    address: " + socket + " on both sides");
    assertThat(home.resolve("run")).as("left to the runner's user").doesNotExist();
  }

  @Test
  void doctor_addressNamedByTheOptionAlone_isTheRunners() throws IOException {
    Path other = home.resolve("y.sock");
    String apisix = apisix("ext-plugin: {path_for_test: " + other + "}");

    assertThat(doctor("--listen", "unix:" + other, apisix).out())
        .contains("ok    address: " + other + " on both sides");
    assertThat(doctor("--listen", "nonsense", apisix).out())
        .contains("fail  configuration: --listen: nonsense (expected: unix:");
  }

  @Test
  void doctor_thingsAreWrong_namesThemAndFails() throws IOException {
    Files.writeString(home.resolve("plugins/broken.jar"), "no jar");
    Files.writeString(socket, "precious");

    Result result = doctor(apisix("ext-plugin: {cmd: [/no/such/a6-runner]}\nplugins: [cors]\n"));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out().lines().filter(line -> line.startsWith("fail")))
        .hasSize(4)
        .anyMatch(line -> line.startsWith("fail  plugin plugins/broken.jar: "))
        .anyMatch(
            line -> line.startsWith("fail  socket: " + socket + " is there and is not a socket"))
        .anyMatch(line -> line.startsWith("fail  ext-plugin.cmd: /no/such/a6-runner is not a file"))
        .anyMatch(line -> line.startsWith("fail  apisix plugins: not on: "));
    assertThat(result.out())
        .contains("warn  environment: nginx hides A6_RUNNER_RUNTIME_DIR, JAVA_");
    assertThat(socket).hasContent("precious");
  }

  @Test
  void doctor_configurationIsWrong_stillLooksAtTheRest() throws IOException {
    Result result = doctor("--set", "event-loops=0", apisix("a: ["));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .contains("fail  configuration: --set event-loops: 0 (expected: 1 or more)")
        .contains("fail  apisix: " + home.resolve("config.yaml") + ":1: not YAML")
        .contains("  jvm: Java ");
  }

  @Test
  void doctor_apisixStartsTheRunner_checksItAsSuch() throws IOException {
    String cmd = apisix("ext-plugin: {cmd: [/bin/true]}");

    assertThat(doctor("--set=shutdown-grace=5s", cmd).out())
        .contains("fail  configuration: --set shutdown-grace: 5s (expected: at most ");
    assertThat(doctor("--set=shutdown-grace=5s", apisix("{}")).out())
        .contains("ok    configuration: nothing is wrong with it");
  }

  @Test
  void doctor_settingsOfFiltersThatEverybodyCanRead_areWarnedOf() throws IOException {
    Path file = home.resolve("secret.yaml");
    Files.writeString(file, "filters:\n  db:\n    settings: {password: hunter2}\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    String found = file + ": everybody can read the settings of filters in it (do: chmod o-r ";

    assertThat(doctor("--config", file.toString()).out())
        .contains("warn  configuration: " + found, "warn  configuration: filters.db: not loaded")
        .doesNotContain("hunter2");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(doctor("--config", file.toString()).out()).doesNotContain(found);
  }

  @Test
  void doctor_runnerListens_isAskedAndGoesOn() throws IOException {
    assertThat(withRunner(socket)).contains(" listens on " + socket + " and answers");
  }

  @Test
  void doctor_runnerListensOnTheLongestPath_isAskedToo() throws IOException {
    Path longest = longest();

    assertThat(withRunner(longest)).contains(" listens on " + longest + " and answers");
  }

  private String withRunner(Path path) throws IOException {
    RunnerConfig config =
        RunnerConfig.builder().listen(path).runtimeDir(home.resolve("other")).build();
    try (FilterSet none = FilterSet.of();
        RunnerServer server = RunnerServer.start(config, Plugins.of(none))) {
      return doctor("--listen", "unix:" + server.config().listen())
          .out()
          .lines()
          .filter(
              line ->
                  line.startsWith(
                      "info  socket: a process of user " + System.getProperty("user.name")))
          .collect(Collectors.joining());
    }
  }

  private Path longest() {
    int name = SocketFile.MAX_PATH_BYTES - home.toString().length() - 1;
    return home.resolve("x".repeat(name));
  }

  @Test
  void doctor_socketWithTheLongestPathWasLeftOver_isSaidToBe() throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(socket)).close();
    Path longest = Files.move(socket, longest());

    assertThat(doctor("--listen", "unix:" + longest).out())
        .contains("info  socket: " + longest + " was left over, nobody listens");
  }

  @Test
  void doctor_somethingElseListens_getsNoAnswer() throws IOException {
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(socket));

      assertThat(doctor().out())
          .containsPattern("warn  socket: a process of .* does not answer .* \\(do: ");
    }
  }

  @Test
  void doctor_socketsWereLeftOver_areCounted() throws IOException {
    for (Path left : new Path[] {socket, home.resolve(".abc"), home.resolve("apisix-7.sock")}) {
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      channel.bind(UnixDomainSocketAddress.of(left)).close();
    }

    assertThat(doctor().out())
        .contains("info  socket: " + socket + " was left over, nobody listens")
        .contains("info  leftover sockets: 2 that nobody listens on");
  }

  @Test
  void doctor_pipeAtThePath_isNoSocketThatWasLeftOver() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", socket.toString()).start().waitFor()).isZero();

    assertThat(doctor().out())
        .contains("fail  socket: " + socket + " is there and is not a socket (do: ");
  }

  @Test
  void doctor_socketsOfOthersBesideIt_hearNothing() throws IOException {
    try (ServerSocketChannel byChance = listening(".abc123");
        ServerSocketChannel named = listening(".s.PGSQL.5432")) {
      listening(".abc-left").close();
      listening("apisix-7x.sock").close();

      assertThat(doctor().out()).doesNotContain("leftover");

      assertThat(named.accept()).as("not even a connection").isNull();
      try (SocketChannel asked = byChance.accept()) {
        assertThat(asked.read(ByteBuffer.allocate(1))).as("a connection and its end").isEqualTo(-1);
      }
      assertThat(byChance.accept()).as("a second connection").isNull();
    }
  }

  private ServerSocketChannel listening(String name) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(home.resolve(name))).configureBlocking(false);
    return channel;
  }

  @Test
  void doctor_asJson_tellsTheSame() throws IOException {
    Result result = doctor("--json", "--set=event-loops=0");

    assertThat(result.status()).isEqualTo(1);
    JsonNode all = new ObjectMapper().readTree(result.out());
    assertThat(all)
        .anySatisfy(
            each -> {
              assertThat(each.path("level").asText()).isEqualTo("fail");
              assertThat(each.path("subject").asText()).isEqualTo("configuration");
              assertThat(each.path("finding").asText()).startsWith("--set event-loops: 0");
              assertThat(each.path("do").asText()).isEqualTo("see docs/configuration.md");
            });
  }
}
