/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project as {@code a6-runner new} writes it is built by Maven, tested, and its jar run. Maven
 * has a local repository of its own, so that the user's stays clean of what is being built here;
 * the user's is where it looks for everything else first.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // Maven fills an empty repository.
class NewIT {
  private static final List<String> MODULES =
      List.of(
          "runner-plugin-api", "runner-protocol", "runner-peer", "runner-core", "runner-testkit");
  private static final String GROUP = "repository/io/github/a6runner/";
  private static final String VERSION = System.getProperty("a6.version");

  private final Path folder;

  NewIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void prepareMaven() throws IOException {
    put("a6-runner", RunnerProcess.ROOT.resolve("pom.xml"), ".pom");
    for (String module : MODULES) {
      Path sources = RunnerProcess.ROOT.resolve(module);
      put(module, sources.resolve("pom.xml"), ".pom");
      put(module, sources.resolve("target/" + module + "-" + VERSION + ".jar"), ".jar");
    }
    Files.writeString(folder.resolve("settings.xml"), settings());
    Path config = Files.createDirectories(folder.resolve(".mvn")).resolve("maven.config");
    Files.writeString(config, String.join("\n", mavenOptions()) + "\n");
  }

  @Test
  void new_project_buildsTestsAndServes() throws Exception {
    try (RunnerProcess made = jar("new", "my-plugin", "--no-install")) {
      assertThat(made.awaitEnd()).as(made.err()).isZero();
    }
    try (RunnerProcess built = maven("package")) {
      String said = built.out();
      assertThat(built.awaitEnd()).as(said).isZero();
      assertThat(said).contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0");
    }
    assertThat(folder.resolve("my-plugin/target/plugins/my-plugin").toFile().list())
        .containsExactly("my-plugin.jar");
    String filter = "my-plugin={\"greeting\":\"Good day\"}";
    try (RunnerProcess call =
        jar(
            "call",
            "--plugins",
            "my-plugin/target/plugins",
            "--filter",
            filter,
            "--path",
            "/?name=you")) {
      assertThat(call.out()).startsWith("stop: the client gets 200").endsWith("Good day, you");
    }
    assertServed();
  }

  private void assertServed() throws Exception {
    try (RunnerProcess dev = jar("dev", "--http", "127.0.0.1:0", "my-plugin")) {
      String url = dev.awaitLine("dev gateway on ").replaceFirst(".*(http://[0-9.:]+).*", "$1");

      assertThat(get(url + "/my-plugin?name=you")).isEqualTo("200 Hello, you\n");
      assertThat(get(url + "/my-plugin")).contains("X-Greeting");
      dev.terminate();
      assertThat(dev.awaitEnd()).isZero();
    }
  }

  private static String get(String url) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    var response =
        client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private RunnerProcess jar(String... args) throws IOException {
    return RunnerProcess.jar(folder, environment(), args);
  }

  private RunnerProcess maven(String goal) throws IOException {
    String mvn = Path.of(System.getProperty("a6.maven"), "bin/mvn").toString();
    return RunnerProcess.start(folder.resolve("my-plugin"), environment(), mvn, "-B", goal);
  }

  private static Map<String, String> environment() {
    String tools = Path.of(System.getProperty("a6.maven"), "bin").toString();
    return Map.of("PATH", tools + ":/usr/bin:/bin", "HOME", System.getProperty("user.home"));
  }

  private void put(String artifact, Path file, String suffix) throws IOException {
    Path place = Files.createDirectories(folder.resolve(GROUP + artifact + "/" + VERSION));
    Files.copy(file, place.resolve(artifact + "-" + VERSION + suffix));
  }

  private List<String> mavenOptions() {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-s" + folder.resolve("settings.xml"),
                "-Dmaven.repo.local=" + folder.resolve("repository")));
    if ("offline=true".equals(System.getProperty("a6.network"))) {
      options.addAll(List.of("-o", "-Daether.offline.protocols=file"));
    }
    return options;
  }

  /** The user's repository as one to download from, before the central one. */
  private static String settings() {
    String known = Path.of(System.getProperty("a6.repository")).toUri().toString();
    String repository =
        "<id>known</id><url>"
            + known
            + "</url><releases><checksumPolicy>ignore"
            + "</checksumPolicy></releases><snapshots><enabled>false</enabled></snapshots>";
    return """
        <settings>
          <profiles>
            <profile>
              <id>known</id>
              <repositories><repository>%1$s</repository></repositories>
              <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles><activeProfile>known</activeProfile></activeProfiles>
        </settings>
        """
        .formatted(repository);
  }
}
