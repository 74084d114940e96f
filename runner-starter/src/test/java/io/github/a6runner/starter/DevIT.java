/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code a6-runner dev} as processes: the gateway, and the runner under it. */
class DevIT {
  private final Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  DevIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void dev_sampleRoutes_answerAsTheySay() throws Exception {
    try (RunnerProcess dev = RunnerProcess.jar(folder, Map.of(), "dev", "--http", "127.0.0.1:0")) {
      String url = url(dev.awaitLine("dev gateway on "));
      dev.awaitLine("curl -i -H 'Authorization: Bearer x' '");

      assertThat(get(url + "/say", "")).isEqualTo("200 hello");
      assertThat(get(url + "/auth/x", "")).isEqualTo("401 ");
      assertThat(get(url + "/auth/x", "Bearer x")).startsWith("200 {");
      assertThat(get(url + "/limited/x", "")).isEqualTo("401 ");
      assertThat(get(url + "/limited/x", "Bearer x")).startsWith("200 {");
      assertThat(get(url + "/full/x", "")).isEqualTo("401 ");
      assertThat(get(url + "/full/x", "a")).contains("X-Tenant");

      dev.terminate();
      assertThat(dev.awaitEnd()).isZero();
      assertThat(dev.children()).isEmpty();
    }
  }

  @Test
  void dev_killedRunner_degradesAsTheRoutesSayAndComesBack() throws Exception {
    try (RunnerProcess dev = RunnerProcess.jar(folder, Map.of(), "dev", "--http", "127.0.0.1:0")) {
      String url = url(dev.awaitLine("dev gateway on "));
      dev.awaitLine("curl -i -H 'Authorization: Bearer x' '");
      ProcessHandle runner = dev.children().get(0);

      runner.destroyForcibly();
      runner.onExit().join();

      assertThat(get(url + "/say", "")).isEqualTo("503 ");
      assertThat(get(url + "/limited/x", "")).startsWith("200 {");
      assertThat(getOnceThereIsARunner(url + "/say")).isEqualTo("200 hello");
      assertThat(dev.err()).contains("the runner ended with status 137");
      dev.terminate();
      assertThat(dev.awaitEnd()).isZero();
    }
  }

  @Test
  void dev_addressForOthers_isRefusedInOneLine() throws Exception {
    try (RunnerProcess dev = RunnerProcess.jar(folder, Map.of(), "dev", "--http", "0.0.0.0:0")) {
      assertThat(dev.awaitEnd()).isEqualTo(2);
      assertThat(dev.err())
          .startsWith("a6-runner: --http: 0.0.0.0:0 (expected: a loopback address")
          .hasLineCount(1);
    }
  }

  private static String url(String line) {
    return line.replaceFirst(".*(http://[0-9.:]+).*", "$1");
  }

  private String getOnceThereIsARunner(String url) throws Exception {
    String answer = get(url, "");
    while (answer.equals("503 ")) {
      answer = get(url, "");
    }
    return answer;
  }

  private String get(String url, String authorization) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    List.of(authorization).stream()
        .filter(value -> !value.isEmpty())
        .forEach(value -> request.header("Authorization", value));
    var response = client.send(request.build(), BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }
}
