/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.protocol.Until;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asked over HTTP, as an operator asks. */
class ManagementTest {
  private final Path folder;
  private final ManagementAddress address;
  private final ManagedRunner runner;

  ManagementTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.address = new ManagementAddress.Unix(folder.resolve("m.sock"));
    this.runner = new ManagedRunner(folder, address);
  }

  @BeforeEach
  void start() throws StartException {
    runner.start();
  }

  @AfterEach
  void close() {
    runner.close();
  }

  @Test
  void metrics_afterCalls_countAndMeasureThem() throws IOException {
    runner.call("stops");
    runner.call("fails");

    assertThat(Http.get(address, "/metrics").body())
        .contains(
            line("calls_total{cause=\"none\",decision=\"stopped\",phase=\"request\"} 1.0"),
            line("calls_total{cause=\"filter_failed\",decision=\"denied\",phase=\"request\"} 1.0"),
            line("call_duration_seconds_count{phase=\"request\"} 2"),
            line("failures_total{cause=\"filter_failed\",filter=\"fails\",phase=\"request\"} 1.0"),
            line("tokens_total{result=\"found\"} 2.0"),
            line("confs 2.0"),
            "\na6_runner_conf_bytes 2",
            line("calls_in_flight 0.0"),
            "a6_runner_filter_duration_seconds_bucket{filter=\"stops\",outcome=\"stopped\","
                + "phase=\"request\",le=\"60.0\"} 1\n",
            "filter=\"fails\",outcome=\"failed\",phase=\"request\",le=\"1.0E-5\"",
            "\njvm_threads_current ");
  }

  @Test
  void metrics_forWhoWantsOpenMetrics_areOpenMetrics() throws IOException {
    Http.Answer answer =
        Http.get(
            address, "/metrics", "Host: localhost", "Accept: application/openmetrics-text;q=1");

    assertThat(answer.head()).contains("content-type: application/openmetrics-text");
    assertThat(answer.body()).endsWith("# EOF\n");
  }

  @Test
  void health_ofAServerThatListens_isGood() throws IOException {
    assertThat(Http.get(address, "/health/ready").status()).isEqualTo(200);
    Http.Answer both = Http.get(address, "/health");

    assertThat(both.status()).isEqualTo(200);
    assertThat(both.body()).contains("\"ready\":true", "\"live\":true", "\"state\":\"listening\"");
  }

  @Test
  void health_ofAServerThatHasEnded_isAliveButNotReady() throws IOException {
    runner.end();
    Http.Answer ready = Http.get(address, "/health/ready");

    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.body()).contains("\"ready\":false", "\"state\":\"ending\"");
    assertThat(Http.get(address, "/health/live").status()).isEqualTo(200);
  }

  @Test
  void status_afterCalls_showsFiltersAndFailuresButNoSecrets() throws IOException {
    runner.call("fails");
    String body = Http.get(address, "/status").body();
    JsonNode status = new ObjectMapper().readTree(body);

    assertThat(status.get("version").textValue()).isEqualTo("1.2.3");
    assertThat(status.get("listening").booleanValue()).isTrue();
    assertThat(status.at("/plugins/0/filters/0/name").textValue()).isEqualTo("stops");
    assertThat(status.at("/plugins/0/generation").longValue()).isPositive();
    assertThat(status.at("/confs/kept").longValue()).isEqualTo(1);
    assertThat(status.at("/confs/bytes").longValue()).isGreaterThan(1024);
    assertThat(status.at("/slowest_filters/0/filter").textValue()).isEqualTo("fails");
    assertThat(status.at("/last_failures/0/filter").textValue()).isEqualTo("fails");
    assertThat(status.at("/last_failures/0/cause").textValue()).isEqualTo("filter_failed");
    assertThat(body).doesNotContain("secret");
  }

  @Test
  void status_filterIsGone_namesItNoMoreAmongTheSlowest() throws IOException {
    runner.call("fails");
    runner.removePlugins();

    JsonNode status = new ObjectMapper().readTree(Http.get(address, "/status").body());

    assertThat(status.at("/slowest_filters")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: example.org",
        "Host: localhost.example.org",
        "Host: localhost\r\nHost: example.org",
        "X-No: host",
        "Host: localhost\r\nOrigin: http://example.org",
        "Host: localhost\r\nOrigin: null",
        "Host: localhost:80\r\nOrigin: http://localhost:3000",
        "Host: localhost\r\nSec-Fetch-Site: cross-site",
      })
  void request_fromAnotherHostOrOrigin_isRefused(String headers) throws IOException {
    Http.Answer answer = Http.get(address, "/status", headers);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain("version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: LOCALHOST",
        "Host: 127.0.0.1:9901",
        "Host: [::1]:9901",
        "Host: localhost:80\r\nOrigin: http://localhost:80",
        "Host: localhost\r\nSec-Fetch-Site: none",
      })
  void request_fromThisMachine_isAnswered(String headers) throws IOException {
    assertThat(Http.get(address, "/status", headers).status()).isEqualTo(200);
  }

  @Test
  void head_ofAPage_hasItsLengthAndNoBody() throws IOException {
    Http.Answer answer = Http.send(address, "HEAD /status HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head()).containsPattern("content-length: [1-9]");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void request_thatIsNone_isRefused() throws IOException {
    String host = " HTTP/1.1\r\nHost: localhost\r\n";
    String large = "X-Large: " + "x".repeat(10_000) + "\r\n\r\n";

    assertThat(Http.send(address, "POST /metrics" + host + "\r\n").status()).isEqualTo(405);
    assertThat(Http.send(address, "GET /" + host + "\r\n").status()).isEqualTo(404);
    assertThat(Http.send(address, "GET /status" + host + large).status()).isEqualTo(400);
  }

  @Test
  void listen_onAPortThatIsTaken_failsAndLaterWaitsForIt() throws Exception {
    ManagementAddress.Loopback port = Http.freePort();
    ManagementServer first = server(port, "first");
    ManagementServer second = server(port, "second");
    try (first;
        second) {
      first.listen();
      assertThatThrownBy(second::listen)
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("management.listen: " + port + " cannot be listened on: ")
          .hasMessageEndingWith(" (expected: a free port)");
      second.listenWhenFree();
      assertThat(Http.get(port, "/").body()).isEqualTo("first\n");

      first.stopListening();
      awaitAnswer(port, "second\n");
    }
  }

  @Test
  void listen_onASocketThatIsInUse_isRefusedUnlessItTakesOver() throws Exception {
    ManagementAddress.Unix path = new ManagementAddress.Unix(folder.resolve("n.sock"));
    ManagementServer first = server(path, "first");
    ManagementServer second = server(path, "second");
    try (first;
        second) {
      first.listen();
      assertThatThrownBy(second::listen)
          .isInstanceOf(StartException.class)
          .hasMessage(
              "management.listen: socket: %s (expected: no runner listening there;"
                  + " use --take-over to replace it)",
              path.path());
      assertThat(Http.get(path, "/").body()).isEqualTo("first\n");

      second.listenWhenFree();
      awaitAnswer(path, "second\n");
      first.stopListening();
      assertThat(Http.get(path, "/").body()).isEqualTo("second\n");
    }
    assertThat(path.path()).doesNotExist();
  }

  @Test
  void listen_onASocket_letsItsOwnerAloneIn() throws Exception {
    ManagementAddress.Unix path = new ManagementAddress.Unix(folder.resolve("n.sock"));
    try (ManagementServer server = server(path, "mine")) {
      server.listen();

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.path())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void listen_whereAFileIs_isRefusedAndTheFileStays() throws Exception {
    Path file = Files.writeString(folder.resolve("n.sock"), "mine");
    try (ManagementServer server = server(new ManagementAddress.Unix(file), "mine")) {
      assertThatThrownBy(server::listen)
          .isInstanceOf(StartException.class)
          .hasMessageContaining("what is there is not a socket");
    }
    assertThat(file).content().isEqualTo("mine");
  }

  private static void awaitAnswer(ManagementAddress address, String expected) {
    var unused = Until.answered(expected, () -> answer(address), expected::equals);
  }

  /** Between the two nobody listens. */
  private static String answer(ManagementAddress address) {
    try {
      return Http.get(address, "/").body();
    } catch (IOException | StringIndexOutOfBoundsException e) {
      return "";
    }
  }

  private ManagementServer server(ManagementAddress address, String name) {
    return new ManagementServer(
        address,
        Optional.of(folder.resolve("run")),
        (uri, accept) -> Page.text(HttpResponseStatus.OK, name));
  }

  private static String line(String metric) {
    return "\na6_runner_" + metric + "\n";
  }
}
