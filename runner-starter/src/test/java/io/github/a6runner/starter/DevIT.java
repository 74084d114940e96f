/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.a6runner.protocol.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
      assertThat(
              Until.answered("say", () -> get(url + "/say", ""), answer -> !answer.equals("503 ")))
          .isEqualTo("200 hello");
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
          .startsWith(
              "a6-runner: --http: 0.0.0.0:0 (expected: 127.0.0.1, localhost or [::1] with a port")
          .hasLineCount(1);
    }
  }

  @Test
  void dev_savedFilter_showsInTheNextAnswers() throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Path routes = folder.resolve("routes.yaml");
    Files.writeString(
        routes,
        "routes: [{uri: /, plugins: {ext-plugin-pre-req: {conf: [{name: hi, value: ''}]}}}]\n#END");
    HelloPlugin.write(folder, plugins.resolve("hi.jar"), "one");
    try (RunnerProcess dev = dev("--plugins", plugins.toString(), "--routes", routes.toString())) {
      String url = url(dev.awaitLine("dev gateway on "));
      dev.awaitLine("in a browser");
      assertThat(get(url, "")).isEqualTo("200 one");

      HelloPlugin.write(folder, plugins.resolve("hi.jar"), "two");

      assertThat(Until.answered("hi", () -> get(url, ""), answer -> !answer.equals("200 one")))
          .isEqualTo("200 two");
    }
  }

  @Test
  void dev_ipv6Loopback_answers() throws Exception {
    assumeTrue(hasIpv6(), "no IPv6");
    try (RunnerProcess dev = RunnerProcess.jar(folder, Map.of(), "dev", "--http", "[::1]:0")) {
      String url = url(dev.awaitLine("dev gateway on "));
      dev.awaitLine("in a browser");

      assertThat(url).startsWith("http://[::1]:");
      assertThat(get(url + "/say", "")).isEqualTo("200 hello");
      assertThat(get(url + "/_a6/", "")).startsWith("200 <!DOCTYPE html>");
    }
  }

  @Test
  void dev_killedGateway_takesTheRunnerAlongAndLeavesNothingForLong() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Map<String, String> there = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    ProcessHandle runner;
    try (RunnerProcess dev = RunnerProcess.jar(folder, there, "dev", "--http", "127.0.0.1:0")) {
      dev.awaitLine("in a browser");
      runner = dev.children().get(0);
    }
    runner.onExit().get(30, TimeUnit.SECONDS);
    List<String> left = folders(temporary);
    assertThat(left).hasSize(1);

    try (RunnerProcess dev = RunnerProcess.jar(folder, there, "dev", "--http", "127.0.0.1:0")) {
      dev.awaitLine("in a browser");
      assertThat(folders(temporary)).hasSize(1).doesNotContainAnyElementsOf(left);
    }
  }

  private static List<String> folders(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("a6-dev-"))
          .toList();
    }
  }

  private static boolean hasIpv6() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private RunnerProcess dev(String... options) throws IOException {
    List<String> args = new ArrayList<>(List.of("dev", "--http", "127.0.0.1:0"));
    args.addAll(List.of(options));
    return RunnerProcess.jar(folder, Map.of(), args.toArray(String[]::new));
  }

  private static String url(String line) {
    return line.replaceFirst(".*(http://\\S+:\\d+).*", "$1");
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
