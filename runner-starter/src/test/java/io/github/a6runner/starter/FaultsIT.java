/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply.Failed;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.Until;
import io.github.a6runner.starter.FaultFilters.Clinging;
import io.github.a6runner.starter.FaultFilters.Exit;
import io.github.a6runner.starter.FaultFilters.ExitOnLoop;
import io.github.a6runner.starter.FaultFilters.Fine;
import io.github.a6runner.starter.FaultFilters.Hoard;
import io.github.a6runner.starter.FaultFilters.Length;
import io.github.a6runner.starter.FaultFilters.Overflow;
import io.github.a6runner.starter.FaultFilters.Slow;
import io.github.a6runner.starter.TestFilters.Fail;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a runner, and of its calls, when something around it or in it breaks. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FaultsIT {
  private static final PeerConf FINE = Worker.route("fine", "Fine", "fine");

  /** Runs the words behind it in a shell that has done something before. */
  private static final String THEN = "; exec \"$0\" \"$@\"";

  private final Path folder;
  private final Path socket;
  private final Path plugins;

  FaultsIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.socket = folder.resolve("x.sock");
    this.plugins = Files.createDirectory(folder.resolve("plugins"));
  }

  private RunnerProcess start(String before, List<String> options, Class<?>... filters)
      throws IOException {
    FaultFilters.writeJar(plugins.resolve("faults.jar"), filters);
    List<String> command = new ArrayList<>(List.of("bash", "-c", before + THEN));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", RunnerProcess.JAR.toString(), "run"));
    command.addAll(List.of("--set", "plugins=" + plugins));
    command.addAll(options);
    RunnerProcess runner =
        RunnerProcess.start(folder, listenHere(), command.toArray(String[]::new));
    runner.awaitReadiness();
    return runner;
  }

  private Map<String, String> listenHere() {
    return Map.of("APISIX_LISTEN_ADDRESS", "unix:" + socket);
  }

  private static void assertFine(Worker worker) {
    assertThat(Worker.body(worker.call(FINE, Worker.path()))).contains("fine");
  }

  private static void assertEnds(RunnerProcess runner) throws InterruptedException {
    runner.terminate();
    assertThat(runner.awaitEnd()).isZero();
  }

  @Test
  void systemExit_inAFilter_endsTheRunnerAfterTheOtherCalls() throws Exception {
    try (RunnerProcess runner =
            start(":", List.of("--set", "shutdown-grace=3s"), Slow.class, Exit.class);
        Worker one = new Worker(socket);
        Worker other = new Worker(socket)) {
      PeerConf slow = Worker.route("slow", "Slow", "slow");
      one.call(slow, Worker.path());
      CompletableFuture<Optional<String>> underWay =
          CompletableFuture.supplyAsync(() -> Worker.body(one.call(slow, Worker.path())));

      var reply = other.call(Worker.route("exit", "Exit", ""), Worker.path());

      assertThat(reply).isInstanceOf(Failed.class);
      assertThat(underWay.get(20, TimeUnit.SECONDS)).contains("slow");
      assertThat(runner.awaitEnd()).isZero();
      assertThat(socket).doesNotExist();
    }
  }

  @Test
  void systemExit_onAnEventLoop_endsTheRunnerAllTheSame() throws Exception {
    try (RunnerProcess runner =
            start(":", List.of("--set", "shutdown-grace=1s"), ExitOnLoop.class, Fine.class);
        Worker worker = new Worker(socket)) {
      assertFine(worker);

      var reply = worker.call(Worker.route("exit", "ExitOnLoop", ""), Worker.path());

      assertThat(reply).isInstanceOf(Failed.class);
      assertThat(runner.awaitEnd()).isZero();
      assertThat(socket).doesNotExist();
    }
  }

  @Test
  void heapExhausted_byAFilter_endsTheRunnerWithStatus3AndTheNextOneServes() throws Exception {
    FaultFilters.writeJar(plugins.resolve("faults.jar"), Hoard.class, Fine.class);
    String script = Distribution.unpack(folder).resolve("bin/a6-runner").toString();
    Map<String, String> environment =
        Map.of(
            "APISIX_LISTEN_ADDRESS",
            "unix:" + socket,
            "A6_RUNNER_PLUGINS",
            plugins.toString(),
            "A6_RUNNER_JAVA_OPTS",
            "-Xmx64m");
    try (RunnerProcess runner = RunnerProcess.start(folder, environment, script, "run");
        Worker worker = new Worker(socket)) {
      runner.awaitReadiness();
      assertFine(worker);

      var reply = worker.call(Worker.route("hoard", "Hoard", ""), Worker.path());

      assertThat(reply).isInstanceOf(Failed.class);
      assertThat(runner.awaitEnd()).isEqualTo(3);
    }
    try (RunnerProcess next = RunnerProcess.start(folder, environment, script, "run");
        Worker worker = new Worker(socket)) {
      next.awaitReadiness();
      assertFine(worker);
    }
  }

  @Test
  void confs_ofFifteenMegabytesByTheDozen_goForEachOtherAndHarmNoCall() throws Exception {
    FaultFilters.writeJar(plugins.resolve("faults.jar"), Length.class, Fine.class);
    String script = Distribution.unpack(folder).resolve("bin/a6-runner").toString();
    Map<String, String> environment =
        Map.of("APISIX_LISTEN_ADDRESS", "unix:" + socket, "A6_RUNNER_PLUGINS", plugins.toString());
    try (RunnerProcess runner = RunnerProcess.start(folder, environment, script, "run");
        Worker worker = new Worker(socket)) {
      runner.awaitReadiness();
      for (int i = 0; i < 60; i++) {
        String conf = "x".repeat(15_000_000 + i);
        PeerConf large = Worker.route("large-" + i, "Length", conf);
        assertThat(Worker.body(worker.call(large, Worker.path()))).contains("" + conf.length());
        assertFine(worker);
      }
      assertEnds(runner);
    }
  }

  @Test
  void stackOverflow_inAFilter_deniesItsCallsAlone() throws Exception {
    try (RunnerProcess runner = start(":", List.of(), Overflow.class, Fine.class);
        Worker worker = new Worker(socket)) {
      for (int i = 0; i < 5; i++) {
        var reply = worker.call(Worker.route("overflow", "Overflow", ""), Worker.path());
        assertThat(reply)
            .isInstanceOfSatisfying(
                Failed.class,
                failed -> assertThat(failed.code()).contains(ErrorCode.SERVICE_UNAVAILABLE));
        assertFine(worker);
      }
      assertEnds(runner);
    }
  }

  @Test
  void threadLeftBehindAndCloseThatHangs_doNotHoldUpTheEndNorAReload() throws Exception {
    try (RunnerProcess runner = start(":", List.of(), Clinging.class);
        Worker worker = new Worker(socket)) {
      PeerConf clinging = Worker.route("clinging", "Clinging", "there");
      assertThat(Worker.body(worker.call(clinging, Worker.path()))).contains("there");

      Files.delete(plugins.resolve("faults.jar"));
      runner.awaitErr("faults.jar: its close has taken more than 1000 ms");

      FaultFilters.writeJar(plugins.resolve("next.jar"), Clinging.class, Fine.class);
      Until.met("answered", () -> Worker.body(worker.call(FINE, Worker.path())).isPresent());
      assertEnds(runner);
    }
  }

  @Test
  void socketFileRemoved_underTheRunner_leavesOpenConnectionsAndTheNextRunnerAlone()
      throws Exception {
    Path management = folder.resolve("m.sock");
    List<String> options = List.of("--set", "management.listen=unix:" + management);
    try (RunnerProcess runner = start(":", options, Fine.class);
        Worker connected = new Worker(socket)) {
      assertFine(connected);
      Until.met("ready", () -> readiness(management).startsWith("HTTP/1.1 200 "));

      Files.delete(socket);

      assertThat(readiness(management)).startsWith("HTTP/1.1 503 ");

      assertFine(connected);
      try (Worker late = new Worker(socket)) {
        assertThat(late.call(FINE, Worker.path())).isInstanceOf(Failed.class);
      }
      try (RunnerProcess next = start(":", List.of(), Fine.class);
          Worker late = new Worker(socket)) {
        assertEnds(runner);
        assertFine(late);
        assertEnds(next);
      }
    }
  }

  @Test
  void fileDescriptorsExhausted_leaveOpenConnectionsAloneAndDoNotSpin() throws Exception {
    try (RunnerProcess runner = start("ulimit -n 120", List.of(), Fine.class);
        Worker connected = new Worker(socket)) {
      assertFine(connected);
      List<SoakPeer> many = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        many.add(SoakPeer.open(socket, 1));
      }
      Path open = Path.of("/proc", Long.toString(runner.pid()), "fd");
      Until.met("no descriptor is left", () -> count(open) > 115);

      Duration before = runner.cpu();
      Until.passed(Duration.ofSeconds(3));
      assertThat(runner.cpu().minus(before)).isLessThan(Duration.ofSeconds(1));
      assertFine(connected);

      for (SoakPeer each : many) {
        each.close();
      }
      try (Worker next = new Worker(socket)) {
        Until.met("answered", () -> Worker.body(next.call(FINE, Worker.path())).isPresent());
      }
      assertEnds(runner);
    }
  }

  @Test
  void diskFull_forTheLogOnStderr_harmsNoCall() throws Exception {
    assertServesWithoutALog("exec 2>/dev/full", "stderr");
  }

  @Test
  void diskFull_forTheLogFile_harmsNoCall() throws Exception {
    assertServesWithoutALog("ln -s /dev/full full.log", "file");
  }

  private void assertServesWithoutALog(String before, String target) throws Exception {
    List<String> options = new ArrayList<>();
    for (String setting : List.of("log.target=" + target, "log.file=" + folder + "/full.log")) {
      options.addAll(List.of("--set", setting));
    }
    try (RunnerProcess runner = start(before, options, Fine.class, Fail.class);
        Worker worker = new Worker(socket)) {
      for (int i = 0; i < 20; i++) {
        var reply = worker.call(Worker.route("fail", "Fail", ""), Worker.path());
        assertThat(reply).isInstanceOf(Failed.class);
        assertFine(worker);
      }
      assertEnds(runner);
    }
  }

  private static String readiness(Path management) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(management))) {
      String request = "GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      byte[] answer = Channels.newInputStream(channel).readAllBytes();
      return new String(answer, StandardCharsets.US_ASCII);
    }
  }

  private static long count(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }
}
