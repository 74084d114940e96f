/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.starter.CommandLineFixture;
import io.github.a6runner.starter.CommandLineFixture.Result;
import io.github.a6runner.starter.TestFilters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallCommandTest {
  private final Path home;
  private final CommandLineFixture line;

  CallCommandTest(@TempDir Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("plugins"));
    TestFilters.writeJar(home.resolve("plugins/test.jar"));
    line = new CommandLineFixture(home);
  }

  @Test
  void call_filterThatStops_printsTheAnswer() {
    assertThat(line.run("call", "--filter", "Stop=some\ntext"))
        .isEqualTo(
            new Result(
                0,
                """
                stop: the client gets 418
                  X-Kind: Tea

                  some
                  text
                """,
                ""));
  }

  @Test
  void call_filterWithoutConf_getsAnEmptyObject() {
    assertThat(line.run("call", "--filter", "Stop").out()).endsWith("\n  {}\n");
  }

  @Test
  void call_settingsOfAFilter_reachIt() {
    assertThat(
            line.run("call", "--filter=Stop", "--set=filters.Stop.settings={\"kind\":\"Coffee\"}")
                .out())
        .contains("X-Kind: Coffee");
  }

  @Test
  void call_filterThatPasses_saysUnchanged() {
    assertThat(line.run("call", "--filter", "Pass").out())
        .isEqualTo("proceed: the request goes on unchanged\n");
  }

  @Test
  void call_filterThatChanges_printsTheDifference() {
    Result result =
        line.run(
            "call",
            "--filter",
            "Change",
            "--method",
            "post",
            "--path",
            "/old?a=1&a=3&flag",
            "--header",
            "X-Old: 1",
            "--header",
            "X-Other: 2",
            "--body",
            "old body",
            "--var",
            "remote_addr=::1");

    assertThat(result.out())
        .isEqualTo(
            """
            rewrite: the request goes on, changed
            - path /old
            + path /new
            - arg a=1
            + arg a=2
            - arg a=3
            - header x-old: 1
            + header x-client: ::1
            - body old body
            + body new body
            + response header x-changed: yes
            """);
  }

  @Test
  void call_responsePhase_printsWhatTheClientGets() throws IOException {
    Path body = Files.writeString(home.resolve("body.txt"), "not here\n");

    Result result =
        line.run(
            "call",
            "--filter",
            "Stamp",
            "--phase",
            "response",
            "--status",
            "404",
            "--header",
            "Content-Type: text/plain",
            "--header",
            "Set-Cookie: a=1",
            "--header",
            "Set-Cookie: b=2",
            "--body",
            "@" + body);

    assertThat(result.out())
        .isEqualTo(
            """
            response: the client gets 404, changed
              Content-Type: text/plain
              Set-Cookie: a=1
              Set-Cookie: b=2
            + x-stamp: 404

              not here
            """);
  }

  @Test
  void call_filterThatFails_saysWhyAndFails() {
    Result result = line.run("call", "--filter", "Fail");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("out of order", "a6-runner: the runner answered SERVICE_UNAVAILABLE: ");
  }

  @Test
  void call_unknownFilter_isNamedInTheLog() {
    Result result = line.run("call", "--filter", "Nobody={}");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("Nobody");
  }

  @Test
  void call_nobodyAtTheSocket_fails() {
    Result result = line.run("call", "--filter", "Pass", "--socket", "unix:" + home + "/x.sock");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("a6-runner: the call failed: ").contains("x.sock");
  }

  @ParameterizedTest
  @CsvSource({
    "--socket unix:/x --plugins /y,--plugins: not with --socket",
    "--socket unix:/x --dev /y,--dev: not with --socket",
    "--socket unix:/x --set log.level=debug,--set: not with --socket",
    "--status 404,--status: 404 (expected: with --phase response)",
  })
  void call_optionOfAnotherKindOfCall_isRefused(String options, String problem) {
    Result result = line.run(("call --filter Pass " + options).split(" "));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("a6-runner: " + problem);
  }

  @Test
  void call_asJson_tellsTheRequestThatGoesOn() throws IOException {
    JsonNode json = json("call", "--filter", "Change", "--path", "/?a=1&flag", "--json");

    assertThat(json.get("decision").asText()).isEqualTo("rewrite");
    assertThat(json.at("/request/path").asText()).isEqualTo("/new");
    assertThat(json.at("/request/args").toString()).isEqualTo("[[\"a\",\"2\"],[\"flag\"]]");
    assertThat(json.at("/request/body").asText()).isEqualTo("new body");
    assertThat(json.at("/response_headers/0/1").asText()).isEqualTo("yes");
  }

  @ParameterizedTest
  @CsvSource({"Pass,proceed", "Stop,stop", "Fail,error"})
  void call_asJson_namesTheDecision(String filter, String decision) throws IOException {
    assertThat(json("call", "--filter", filter, "--json").get("decision").asText())
        .isEqualTo(decision);
  }

  @Test
  void call_responseAsJson_tellsTheResponse() throws IOException {
    JsonNode json =
        json("call", "--filter", "Stamp", "--phase", "response", "--body", "\0", "--json");

    assertThat(json.at("/response/status").asInt()).isEqualTo(200);
    assertThat(json.at("/response/body_base64").asText()).isEqualTo("AA==");
  }

  @ParameterizedTest
  @CsvSource({
    "--phase,answer,request or response",
    "--method,BREW,one of GET",
    "--path,x,a path that begins with /",
    "--header,novalue,Name: value",
    "--var,novalue,NAME=VALUE",
    "--body,@/no/such/file,a file to read",
    "--socket,/tmp/x,unix: and an absolute path",
    "--filter,={},NAME or NAME=JSON"
  })
  void call_badOption_isNamedWithWhatIsExpected(String option, String value, String expected) {
    Result result = line.run("call", "--filter", "Pass", option, value);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("a6-runner: " + option + ": " + value + " (expected: ")
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"199", "600"})
  void call_statusThatIsNone_isRefused(String status) {
    Result result =
        line.run("call", "--filter", "Stamp", "--phase", "response", "--status", status);

    assertThat(result)
        .isEqualTo(
            new Result(2, "", "a6-runner: --status: " + status + " (expected: 200 to 599)\n"));
  }

  private JsonNode json(String... args) throws IOException {
    return new ObjectMapper().readTree(line.run(args).out());
  }
}
