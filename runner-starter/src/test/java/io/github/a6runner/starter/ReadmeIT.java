/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of README.md, all of them and in their order. Only what they name outside of the
 * project is replaced: the address of the repository, the port, the socket and APISIX's file. What
 * a clone of the repository would build is what was built.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // Maven fills an empty repository.
class ReadmeIT {
  private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
  private static final Pattern APISIX =
      Pattern.compile("(?ms)^```yaml\\n(ext-plugin:\\n  path_.*?)^```$");

  /** The build of which this is a part. */
  private static final String BUILD = "mvn -B verify";

  /** What is to be read after some of the commands. */
  private static final Map<String, List<String>> SAYS =
      Map.of(
          "curl -i http://127.0.0.1:9080/say",
          List.of("HTTP/1.1 200", "hello"),
          "curl -i 'http://127.0.0.1:9080/my-plugin?name=you'",
          List.of("HTTP/1.1 200", "Hello, you"),
          "mvn -f my-plugin package",
          List.of("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0"),
          "bin/a6-runner call --filter 'say={\"body\":\"hello\"}'",
          List.of("stop: the client gets 200", "hello"),
          "a6-runner/bin/a6-runner call --plugins my-plugin/target/plugins --filter my-plugin"
              + " --path '/?name=you'",
          List.of("stop: the client gets 200", "Hello, you"));

  private static final List<String> MODULES =
      List.of(
          "runner-plugin-api", "runner-protocol", "runner-peer", "runner-core", "runner-testkit");

  private final Path folder;
  private final Path clone;
  private final int port;
  private final Map<String, String> environment = new HashMap<>();

  /** What goes on until it is told to stop. */
  private final Deque<RunnerProcess> running = new ArrayDeque<>();

  ReadmeIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.clone = folder.resolve("a6-runner");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  @BeforeEach
  void prepareTools() throws IOException {
    environment.putAll(FreshMaven.in(folder));
    // Who builds may be another user than who has checked out.
    Files.writeString(folder.resolve(".gitconfig"), "[safe]\n\tdirectory = *\n");
  }

  @AfterEach
  void endAll() throws IOException {
    for (RunnerProcess each : running) {
      each.close();
    }
  }

  /** Skips where there is nothing to clone or to ask with, which only building does not need. */
  private static void assumeTools() {
    for (String tool : List.of("git", "curl")) {
      assumeTrue(
          Stream.of("/usr/bin", "/bin").anyMatch(at -> Files.isExecutable(Path.of(at, tool))),
          tool + ": not there");
    }
    assumeTrue(Files.exists(RunnerProcess.ROOT.resolve(".git")), "sources without a repository");
  }

  @Test
  void commands_ofTheReadme_doWhatItSays() throws Exception {
    assumeTools();
    String readme = Files.readString(RunnerProcess.ROOT.resolve("README.md"));
    Files.writeString(folder.resolve("config.yaml"), local(first(APISIX, readme)));
    List<String> blocks = COMMANDS.matcher(readme).results().map(block -> block.group(1)).toList();

    assertThat(blocks).contains(BUILD + "\n");
    assertThat(blocks.stream().flatMap(String::lines)).containsAll(SAYS.keySet());
    for (String block : blocks) {
      for (String command : block.lines().filter(line -> !line.equals(BUILD)).toList()) {
        run(command);
      }
      endRunning();
    }
    assertThat(folder.resolve("my-plugin/target/plugins/my-plugin").toFile().list())
        .containsExactly("my-plugin.jar");
  }

  private void run(String command) throws Exception {
    Path place =
        command.contains(" bin/") || command.startsWith("bin/") ? RunnerProcess.ROOT : folder;
    String line = local(command);
    if (command.contains("bin/a6-runner dev")) {
      begin(place, line + " --http 127.0.0.1:" + port, "dev gateway on ");
    } else if (command.contains("bin/a6-runner run")) {
      begin(place, line, ": listening on ");
    } else {
      assertThat(said(place, line)).contains(SAYS.getOrDefault(command, List.of("")));
    }
    if (command.startsWith("git clone")) {
      putWhatWasBuilt();
    }
  }

  private String local(String text) {
    return text.replace("URL", RunnerProcess.ROOT.toString())
        .replace("9080", Integer.toString(port))
        .replace("/tmp/a6.sock", folder.resolve("a6.sock").toString())
        .replace("/usr/local/apisix/conf", folder.toString());
  }

  private void begin(Path place, String line, String ready) throws IOException {
    RunnerProcess process = RunnerProcess.start(place, environment, "sh", "-c", "exec env " + line);
    running.push(process);
    process.awaitLine(ready);
  }

  private String said(Path place, String line) throws Exception {
    try (RunnerProcess process = RunnerProcess.start(place, environment, "sh", "-c", line)) {
      String said = process.out();
      assertThat(process.awaitEnd()).as("%s%n%s%n%s", line, said, process.err()).isZero();
      return said;
    }
  }

  private void endRunning() throws Exception {
    while (!running.isEmpty()) {
      try (RunnerProcess process = running.pop()) {
        process.terminate();
        assertThat(process.awaitEnd()).isZero();
      }
    }
  }

  private void putWhatWasBuilt() throws IOException {
    for (String module : MODULES) {
      put(module + "/target/" + module + "-" + System.getProperty("a6.version") + ".jar");
    }
    put("runner-starter/target/a6-runner.jar");
    put("runner-starter/target/plugins/runner-sample-plugins.jar");
  }

  private void put(String file) throws IOException {
    Path target = clone.resolve(file);
    Files.createDirectories(target.getParent());
    Files.copy(RunnerProcess.ROOT.resolve(file), target);
  }

  private static String first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
  }
}
