/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerConnection;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.a6runner.protocol.Until;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A runner whose clock on the wall is set a year forth and back while it serves. The process has a
 * clock of its own for that ({@code wallclock.c}), which wants Linux and a C compiler.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WallClockIT {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /** The runner keeps a conf 1.2 times as long. */
  private static final Duration APISIX_KEEPS = Duration.ofSeconds(6);

  private static final RunnerMessage UNKNOWN = new ErrorReply(ErrorCode.CONF_TOKEN_NOT_FOUND);
  private static final RunnerMessage DENIED = new ErrorReply(ErrorCode.SERVICE_UNAVAILABLE);

  private final Path folder;
  private final Path socket;
  private final Path offset;
  private final Clock today = Clock.systemUTC();

  WallClockIT(@TempDir Path folder) {
    this.folder = folder;
    this.socket = folder.resolve("x.sock");
    this.offset = folder.resolve("offset");
  }

  @Test
  void wallClock_setAYearForthAndBack_changesTheTimesInTheLogAlone() throws Exception {
    Path shim = compiled();
    set(Duration.ZERO);
    try (RunnerProcess runner = start(shim);
        PeerConnection connection = PeerConnection.open(socket)) {
      assertSays(runner, connection, Duration.ZERO);
      assertUnmoved(connection, YEAR);
      assertSays(runner, connection, YEAR);
      assertUnmoved(connection, YEAR.negated());
      assertSays(runner, connection, YEAR.negated());
      runner.terminate();
      assertThat(runner.awaitEnd()).isZero();
    }
  }

  private RunnerProcess start(Path shim) throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    LoadFilters.writeJar(plugins.resolve("load.jar"));
    Map<String, String> environment =
        Map.of(
            "LD_PRELOAD",
            shim.toString(),
            "A6_WALL_CLOCK",
            offset.toString(),
            "APISIX_LISTEN_ADDRESS",
            "unix:" + socket,
            "A6_RUNNER_PLUGINS",
            plugins.toString(),
            "A6_RUNNER_CALL_DEADLINE",
            DEADLINE.toSeconds() + "s",
            "A6_RUNNER_CONF_EXPIRE_TIME",
            APISIX_KEEPS.toSeconds() + "s");
    String script = Distribution.unpack(folder).resolve("bin/a6-runner").toString();
    RunnerProcess runner = RunnerProcess.start(folder, environment, script, "run");
    runner.awaitReadiness();
    return runner;
  }

  private Path compiled() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "no Linux: no LD_PRELOAD");
    assumeTrue(
        List.of("/usr/bin/cc", "/bin/cc").stream().anyMatch(cc -> Files.isExecutable(Path.of(cc))),
        "no C compiler (expected: cc in /usr/bin): the clock cannot be set for one process");
    Path source = RunnerProcess.ROOT.resolve("runner-starter/src/test/c/wallclock.c");
    Path shim = folder.resolve("wallclock.so");
    String[] command = {"cc", "-shared", "-fPIC", "-O1", "-o", shim.toString(), source.toString()};
    try (RunnerProcess compiler = RunnerProcess.start(folder, Map.of(), command)) {
      assertThat(compiler.awaitEnd()).as(compiler.err()).isZero();
    }
    return shim;
  }

  /** The runner sees it at once: the file is in its memory. */
  private void set(Duration ahead) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    Files.write(offset, bytes.putLong(ahead.toSeconds()).array());
  }

  /** That the clock is set, which only the log shows, and that the log goes on. */
  private void assertSays(RunnerProcess runner, PeerConnection connection, Duration ahead)
      throws IOException {
    String filter = "Nobody" + ahead.toDays();
    exchange(connection, prepare(connection, filter));
    Instant now = today.instant().plus(ahead);
    String hour = now.atOffset(ZoneOffset.UTC).toLocalDate() + "T";
    String previous = now.minus(Duration.ofMinutes(5)).atOffset(ZoneOffset.UTC).toLocalDate() + "T";
    String line = awaitLine(runner, "filter " + filter + ": not loaded");
    assertThat(line).matches(each -> each.startsWith(hour) || each.startsWith(previous));
  }

  private static String awaitLine(RunnerProcess runner, String text) {
    String log = runner.awaitErr(text);
    return log.lines().filter(each -> each.contains(text)).findFirst().orElseThrow();
  }

  /** Sets the clock while a call is under way, and a conf is kept. */
  private void assertUnmoved(PeerConnection connection, Duration ahead) throws IOException {
    try (PeerConnection other = PeerConnection.open(socket)) {
      long hang = prepare(other, "Hang");
      long echo = prepare(connection, "Echo");
      long sent = System.nanoTime();
      other.send(Worker.request("/late", hang));
      assertEchoes(connection, echo);

      set(ahead);

      assertEchoes(connection, echo);
      long used = System.nanoTime();
      assertThat(other.receive()).isEqualTo(DENIED);
      assertThat(since(sent)).isBetween(DEADLINE, DEADLINE.multipliedBy(5));
      Until.passed(APISIX_KEEPS.multipliedBy(5).dividedBy(4).minus(since(used)));
      assertThat(exchange(connection, echo)).isEqualTo(UNKNOWN);
      assertEchoes(connection, prepare(connection, "Echo"));
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static void assertEchoes(PeerConnection connection, long token) {
    assertThat(Worker.body(exchange(connection, token))).contains(LoadFilters.echo("x", "/echo"));
  }

  private static RunnerMessage exchange(PeerConnection connection, long token) {
    connection.send(Worker.request("/echo", token));
    return connection.receive();
  }

  private static long prepare(PeerConnection connection, String filter) {
    PeerConf route = Worker.route("route-" + filter, filter, "x");
    connection.send(new PrepareConf(Optional.of(route.key()), route.filters()));
    return ((PrepareConfReply) connection.receive()).confToken();
  }
}
