/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The two runners of a soak, of the distribution: one that stays and is looked at, and one that
 * APISIX seems to start again and again, each of which takes the path over from the one before.
 */
final class SoakRunners implements AutoCloseable {
  /** A process of this name is how a runner knows that APISIX has started it. */
  private static final String AGENT =
      "exec -a 'nginx: privileged agent process' /bin/sh -c '\"$0\" run; exit $?' \"$0\"";

  private final Path folder;
  private final Path script;
  private final Path temporary;
  private final SoakPlugin plugin;
  private final SoakCounts counts;
  private Optional<RunnerProcess> steady = Optional.empty();
  private Optional<RunnerProcess> agent = Optional.empty();

  SoakRunners(Path folder, SoakPlugin plugin, SoakCounts counts) throws Exception {
    this.folder = folder;
    this.script = Distribution.unpack(folder).resolve("bin/a6-runner");
    this.temporary = Files.createDirectory(folder.resolve("tmp"));
    this.plugin = plugin;
    this.counts = counts;
  }

  Path socket() {
    return folder.resolve("a.sock");
  }

  Path renewedSocket() {
    return folder.resolve("b.sock");
  }

  /** Starts both, and returns when they listen. */
  void start() throws Exception {
    RunnerProcess first = RunnerProcess.start(folder, environment(socket()), words());
    steady = Optional.of(first);
    first.awaitReadiness();
    agent = Optional.of(begin());
    agent.orElseThrow().awaitReadiness();
  }

  private String[] words() {
    return new String[] {
      script.toString(),
      "run",
      "--set",
      "filters.Late.deadline=150ms",
      "--set",
      "filters.Spin.deadline=150ms",
      "--set",
      "worker-threads=16", // full soon, so that more of them show
      "--set",
      "event-loops=2" // whatever the machine has
    };
  }

  private RunnerProcess begin() throws IOException {
    return RunnerProcess.start(
        folder, environment(renewedSocket()), "bash", "-c", AGENT, script.toString());
  }

  private Map<String, String> environment(Path socket) {
    return Map.of(
        "APISIX_LISTEN_ADDRESS",
        "unix:" + socket,
        "APISIX_CONF_EXPIRE_TIME",
        "5",
        "A6_RUNNER_PLUGINS",
        plugin.folder().toString(),
        "A6_RUNNER_LOG_TARGET",
        "stderr",
        "A6_RUNNER_ARCHIVE_DIR",
        "",
        "A6_RUNNER_JAVA_OPTS",
        SoakProbe.JVM_OPTION + " -Djava.io.tmpdir=" + temporary);
  }

  SoakProbe probe() throws IOException {
    return new SoakProbe(steady.orElseThrow().pid(), temporary, folder);
  }

  /** Lets a new runner take over, and ends the old one when it is there. */
  void renew() throws Exception {
    RunnerProcess old = agent.orElseThrow();
    ProcessHandle runner = old.children().get(0);
    RunnerProcess next = begin();
    agent = Optional.of(next);
    next.awaitReadiness();
    runner.destroy();
    if (old.awaitEnd() != 0) {
      counts.wrong("restart: status of the old runner, " + old.err());
    }
    old.close();
    counts.restarts.incrementAndGet();
  }

  /** Ends the runner that stays, which must go well; what it has logged. */
  String end() throws InterruptedException {
    RunnerProcess runner = steady.orElseThrow();
    runner.terminate();
    int status = runner.awaitEnd();
    if (status != 0) {
      counts.wrong("end: status " + status);
    }
    return runner.err();
  }

  @Override
  public void close() throws IOException {
    if (agent.isPresent()) {
      agent.get().children().forEach(ProcessHandle::destroyForcibly);
      agent.get().close();
    }
    if (steady.isPresent()) {
      steady.get().close();
    }
  }
}
