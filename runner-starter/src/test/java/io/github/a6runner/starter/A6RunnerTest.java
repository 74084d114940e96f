/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.starter.CommandLineFixture.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class A6RunnerTest {
  private final Path home;
  private final CommandLineFixture line;

  A6RunnerTest(@TempDir Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("plugins"));
    line = new CommandLineFixture(home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "call", "plugins", "check", "doctor", "version"})
  void help_ofACommand_saysHowItIsUsed(String command) {
    Result result = line.run(command, "--help");

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith("Usage: a6-runner " + command);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void help_withoutACommand_namesAllCommandsAndExitStatuses() {
    assertThat(line.run("--help").out())
        .startsWith("Usage: a6-runner [COMMAND] [OPTIONS]\n\nRuns ")
        .contains("run ", "call ", "plugins ", "check ", "version ", "Exit status: 0");
  }

  @Test
  void help_withoutACommand_saysAWholeSentenceOfEach() {
    String commands = line.run("--help").out().split("Commands:\n|\n\nWithout", -1)[1];

    assertThat(commands.split("\n(?=  \\S)", -1)).hasSize(9).allMatch(each -> each.endsWith("."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version"})
  void version_anyWay_tellsWhatItStandsOn(String word) {
    Result result = line.run(word);

    assertThat(result.status()).isZero();
    assertThat(result.out().lines())
        .satisfiesExactly(
            runner -> assertThat(runner).startsWith("a6-runner "),
            java -> assertThat(java).startsWith("java " + Runtime.version()),
            transport -> assertThat(transport).matches("transport (epoll|kqueue|nio)"));
  }

  @ParameterizedTest
  @CsvSource({
    "rnu, 'rnu: unknown command (expected: run, dev'",
    "--no-such, '--no-such: unknown option'",
    "run --lisen x, '--lisen: unknown option (expected: --listen, perhaps)'",
    "call, '--filter: missing (expected: NAME[=JSON])'",
    "call --filter x --status y, '--status: y (expected: NUMBER)'",
    "check --config, '--config: missing (expected: FILE)'",
    "check --config a --config b, '--config: given again (expected: once)'",
    "new, 'NAME: missing'",
    "plugins more, 'more: not understood (expected: nothing more)'"
  })
  void misuse_ofTheCommandLine_isNamedWithoutATrace(String words, String named) {
    Result result = line.run(words.split(" "));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("a6-runner: ").contains(named, "Try 'a6-runner");
    assertThat(result.err()).doesNotContain("Exception", "\tat ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void run_withoutAddressInATerminal_explainsWhatToDo() {
    Result result = line.run(Map.of(), true);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains(
            "ext-plugin:",
            "path_for_test: /tmp/a6.sock",
            "bin/a6-runner dev\n",
            "bin/a6-runner call ");
  }

  @Test
  void run_withoutAddressElsewhere_saysItInOneLine() {
    assertThat(line.run("run"))
        .isEqualTo(
            new Result(
                2,
                "",
                "a6-runner: listen: not set (expected: unix: and an absolute path, in"
                    + " APISIX_LISTEN_ADDRESS, --listen, A6_RUNNER_LISTEN or the configuration"
                    + " file)\n"));
  }

  @Test
  void run_garbageAddress_isNamed() {
    Result result = line.run(Map.of("APISIX_LISTEN_ADDRESS", "127.0.0.1:9000"), true, "run");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("a6-runner: APISIX_LISTEN_ADDRESS: 127.0.0.1:9000 (expected: unix:")
        .hasLineCount(1);
  }

  @Test
  void run_wrongListenOption_isNamed() {
    Result result = line.run(Map.of(), true, "--listen", "nonsense");

    assertThat(result.err()).contains("a6-runner: --listen: nonsense (expected: unix:");
  }

  @Test
  void run_somethingElseAtThePath_leavesItAlone() throws IOException {
    Path file = Files.writeString(home.resolve("precious"), "data");

    Result result = line.run("run", "--listen", "unix:" + file);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("a6-runner: ").contains(file.toString());
    assertThat(result.err()).doesNotContain("\tat ");
    assertThat(file).hasContent("data");
  }

  @Test
  void check_allInOrder_saysWhatThereIs() throws IOException {
    TestFilters.writeJar(home.resolve("plugins/test.jar"));

    assertThat(line.run("check"))
        .isEqualTo(
            new Result(
                0,
                "ok: configuration, 5 filters from 1 plugin in " + home.resolve("plugins") + "\n",
                ""));
  }

  /** What a plugin's author may write and no conf can be bound to. */
  public static final class Unfit implements Filter<Unfit.Conf> {

    /** A time is nothing of JSON. */
    record Conf(Duration patience) {}

    /** For the runner. */
    public Unfit() {}

    @Override
    public String name() {
      return "unfit";
    }

    @Override
    public Conf configure(ConfSource source) {
      return source.as(Conf.class);
    }

    @Override
    public Decision onRequest(RequestCall call, Conf conf) {
      return Decision.proceed();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "plugins"})
  void command_filterThatCanNeverBeConfigured_isAProblem(String command) throws IOException {
    FilterJar.write(
        home.resolve("plugins/unfit.jar"), List.of(Unfit.Conf.class), List.of(Unfit.class));

    Result result = line.run(command);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .contains("filter unfit: cannot be configured: record ", "type java.time.Duration");
  }

  @Test
  void check_print_saysWhereEachValueComesFrom() throws IOException {
    Path file = Files.writeString(home.resolve("x.yaml"), "max-calls-waiting: 3");
    Map<String, String> environment = Map.of("A6_RUNNER_LOG_LEVEL", "debug");

    Result result =
        line.run(environment, false, "check", "--print", "--set=event-loops=4", "--config=" + file);

    assertThat(result.status()).isZero();
    assertThat(result.out().lines().map(line -> line.replaceAll(" +#", " #")))
        .contains(
            "max-calls-waiting: 3 # " + file + ":1",
            "  level: debug # A6_RUNNER_LOG_LEVEL",
            "event-loops: 4 # --set event-loops");
  }

  @Test
  void check_settingsOfFiltersThatAreNotThere_areNamed() throws IOException {
    TestFilters.writeJar(home.resolve("plugins/test.jar"));

    Result result =
        line.run(
            "check",
            "--set=filters.Stop.deadline=1s",
            "--set=filters.Stopp.settings={}",
            "--set=filters.sya.max-calls=1",
            "--set=filters.aa.on-filter-failure=skip");

    assertThat(result.status()).isZero();
    assertThat(result.err())
        .isEqualTo(
            """
            a6-runner: filters.Stopp: not loaded (expected: one of Change, Fail, Pass, Stamp, Stop)
            a6-runner: filters.aa: not loaded (expected: one of Change, Fail, Pass, Stamp, Stop)
            a6-runner: filters.sya: not loaded (expected: one of Change, Fail, Pass, Stamp, Stop)
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"password\":\"hunter2\"}", "{\"password\":\"hunter2==\"}"})
  void check_settingsWithoutTheirSign_areNotShown(String value) {
    Result result = line.run("check", "--set", "filters.Stop.settings:" + value);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "a6-runner: --set filters.Stop.settings:: no value (expected: --set SETTING=VALUE)\n");
  }

  @Test
  void check_managed_refusesWhatApisixDoesNotWaitFor() {
    Result result = line.run("check", "--managed", "--set", "shutdown-grace=1s", "--set", "nope");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("--set shutdown-grace: 1s (expected: at most 750ms under APISIX")
        .contains("--set nope: no value (expected: --set SETTING=VALUE)");
  }

  @Test
  void check_badConfigurationFile_saysWhereAndWhy() throws IOException {
    Path file = Files.writeString(home.resolve("bad.yaml"), "max-calls-waiting: 0\nfoo: 1\n");

    Result result = line.run("check", "--config", file.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err().lines())
        .hasSize(2)
        .allMatch(problem -> problem.startsWith("a6-runner: " + file + ":"));
  }

  @Test
  void check_brokenJar_failsAndNamesIt() throws IOException {
    Files.writeString(home.resolve("plugins/broken.jar"), "no jar");

    Result result = line.run("check");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("a6-runner: plugins/broken.jar: ");
  }

  @Test
  void check_printWithABrokenJar_printsAndFails() throws IOException {
    Files.writeString(home.resolve("plugins/broken.jar"), "no jar");

    Result result = line.run("check", "--print");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("call-deadline: 30s").doesNotContain("ok: ");
    assertThat(result.err()).startsWith("a6-runner: plugins/broken.jar: ");
  }

  @ParameterizedTest
  @CsvSource({
    "--http, nowhere, '127.0.0.1, localhost or [::1] with a port, such as 127.0.0.1:9080'",
    "--http, 127.0.0.1:99999, '127.0.0.1, localhost or [::1] with a port'",
    "--http, 0.0.0.0:9080, '127.0.0.1, localhost or [::1] with a port'",
    "--upstream, ftp://x, http://host:port or https://host:port",
    "--upstream, http://[::1:8080, http://host:port or https://host:port",
    "--upstream, http://:8080, http://host:port or https://host:port",
    "--upstream, http://127.0.0.1:80800, http://host:port or https://host:port",
  })
  void dev_addressThatIsNone_namesAllForms(String option, String value, String expected) {
    Result result = line.run("dev", option, value);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("a6-runner: " + option + ": " + value + " (expected: " + expected);
  }

  @Test
  void dev_routesThatAreAFolder_namesIt() {
    Result result = line.run("dev", "--routes", home.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "a6-runner: %s: cannot be read (expected: a file with routes): Is a directory\n"
                .formatted(home));
  }

  @Test
  void dev_portInUse_isSaidInOneLine() throws IOException {
    Path routes = Files.writeString(home.resolve("r.yaml"), "routes: [{uri: /a}]\n#END\n");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      Result result = line.run("dev", "--http", address, "--routes", routes.toString());

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("a6-runner: --http: " + address + ": ")
          .endsWith("Address already in use (expected: a free port)\n")
          .doesNotContain("Exception")
          .hasLineCount(1);
    }
  }

  @Test
  void plugins_loaded_listsThemWithFormAndPhases() throws IOException {
    TestFilters.writeJar(home.resolve("plugins/test.jar"));

    Result result = line.run("plugins");

    assertThat(result.status()).isZero();
    assertThat(result.out().lines())
        .hasSize(6)
        .startsWith("FILTER  EXECUTION  PHASES             ORIGIN            CONFIGURATION")
        .contains("Stamp   blocking   response           plugins/test.jar  -")
        .contains("Fail    blocking   request, response  plugins/test.jar  -");
  }

  @Test
  void plugins_asJson_tellsTheSame() throws IOException {
    TestFilters.writeJar(home.resolve("plugins/test.jar"));
    Files.writeString(home.resolve("plugins/broken.jar"), "no jar");

    Result result = line.run("plugins", "--json");

    assertThat(result.status()).isEqualTo(1);
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.at("/filters/0/name").asText()).isEqualTo("Stop");
    assertThat(json.at("/filters/0/execution").asText()).isEqualTo("blocking");
    assertThat(json.at("/filters/0/origin").asText()).isEqualTo("plugins/test.jar");
    assertThat(json.at("/filters/0/phases/0").asText()).isEqualTo("request");
    assertThat(json.at("/filters/0/no_schema").asText())
        .isEqualTo("the filter reads the text itself");
    assertThat(json.at("/problems/0/origin").asText()).isEqualTo("plugins/broken.jar");
  }

  @Test
  void plugins_otherFolder_isTheOneThatIsListed() throws IOException {
    Path other = Files.createDirectory(home.resolve("other"));
    TestFilters.writeJar(other.resolve("x.jar"));

    assertThat(line.run("plugins", "--plugins", other.toString()).out()).contains("other/x.jar");
  }
}
