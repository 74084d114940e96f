/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.ExtraInfoSource;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.MessageDecoder;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as a process. */
class JarIT {
  private static final Path VECTORS =
      RunnerProcess.ROOT.resolve("runner-protocol/src/test/resources/vectors");

  private final Path folder;

  JarIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void run_recordedCall_isAnsweredAndSigtermEndsIt() throws Exception {
    Path socket = folder.resolve("x.sock");
    try (RunnerProcess runner = RunnerProcess.jar(folder, listenOn(socket), "run")) {
      assertThat(runner.awaitReadiness())
          .matches(
              "a6-runner \\S+: listening on unix:"
                  + socket
                  + ", 11 filters from 1 plugin, started in \\d+ ms");

      assertThat(replay(socket, "get-args")).isInstanceOf(RequestAction.Stop.class);

      long signal = System.nanoTime();
      runner.terminate();
      assertThat(runner.awaitEnd()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - signal)).isLessThan(Duration.ofSeconds(1));
      assertThat(socket).doesNotExist();
      assertThat(runner.err())
          .contains("INFO  RunCommand stopping: told to by a signal")
          .doesNotContain("WARN", "ERROR", "WARNING:");
    }
  }

  @Test
  void run_interrupted_endsAsByATerm() throws Exception {
    Path socket = folder.resolve("x.sock");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = RunnerProcess.JAR.toString();
    // Whoever starts the tests in the background may have made them deaf to it.
    try (RunnerProcess runner =
        RunnerProcess.start(
            folder, listenOn(socket), "env", "--default-signal=INT", java, "-jar", jar)) {
      runner.awaitReadiness();

      runner.interrupt();

      assertThat(runner.awaitEnd()).isZero();
      assertThat(socket).doesNotExist();
      assertThat(runner.err()).contains("stopping: told to by a signal");
    }
  }

  @Test
  void run_allRecordedCalls_areAnswered() throws Exception {
    Path socket = folder.resolve("x.sock");
    try (RunnerProcess runner = RunnerProcess.jar(folder, listenOn(socket), "run");
        ApisixPeer peer = new ApisixPeer(socket)) {
      runner.awaitReadiness();
      for (String vector : Files.readAllLines(VECTORS.resolve("INDEX"))) {
        assertThat(meaning(call(peer, vector))).as(vector).isEqualTo(expected(vector));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plugins --json", "call --json --filter Chatty"})
  void command_filterThatPrints_tellsProgramsNothingElse(String command) throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    FaultFilters.writeJar(plugins.resolve("chatty.jar"), FaultFilters.Chatty.class);
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("--set", "plugins=" + plugins));

    try (RunnerProcess run = RunnerProcess.jar(folder, Map.of(), words.toArray(String[]::new))) {
      assertThat(run.awaitEnd()).as(run.err()).isZero();
      assertThat(run.err()).contains("chatty starts");
      assertThat(new ObjectMapper().readTree(run.out()).isObject()).isTrue();
    }
  }

  @Test
  void run_withManagement_showsWhatItDoesAndLogsOfWhichCallItSpeaks() throws Exception {
    Path socket = folder.resolve("x.sock");
    Path management = folder.resolve("m.sock");
    Map<String, String> environment = new HashMap<>(listenOn(socket));
    environment.put("A6_RUNNER_MANAGEMENT_LISTEN", "unix:" + management);
    environment.put("A6_RUNNER_LOG_FORMAT", "json");
    try (RunnerProcess runner = RunnerProcess.jar(folder, environment, "run");
        ApisixPeer peer = new ApisixPeer(socket)) {
      runner.awaitReadiness();
      call(peer, "get-args");
      call(peer, "post-req-phase"); // a filter that cannot use its conf

      assertThat(ask(management, "/health/ready")).startsWith("HTTP/1.1 200 OK");
      assertThat(ask(management, "/metrics"))
          .contains(
              "a6_runner_calls_total{cause=\"none\",decision=\"stopped\",phase=\"request\"} 1.0",
              "a6_runner_calls_total{cause=\"filter_unusable\",decision=\"denied\"");
      runner.terminate();
      assertThat(runner.awaitEnd()).isZero();
      assertThat(runner.err().lines())
          .allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"))
          .anyMatch(line -> line.contains("\"route\":\"emptyval\",\"phase\":\"request\""));
      assertThat(management).doesNotExist();
    }
  }

  @Test
  void run_managed_endsWithinASecondWithAConnectionOpen() throws Exception {
    Path socket = folder.resolve("x.sock");
    try (RunnerProcess runner = RunnerProcess.jar(folder, listenOn(socket), "run", "--managed");
        ApisixPeer peer = new ApisixPeer(socket)) {
      runner.awaitReadiness();
      call(peer, "get-args");

      long signal = System.nanoTime();
      runner.terminate();
      assertThat(runner.awaitEnd()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - signal)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void run_secondOneAtTheSamePath_isRefusedAndTheFirstGoesOn() throws Exception {
    Path socket = folder.resolve("x.sock");
    try (RunnerProcess first = RunnerProcess.jar(folder, listenOn(socket), "run")) {
      first.awaitReadiness();
      try (RunnerProcess second = RunnerProcess.jar(folder, listenOn(socket), "run")) {
        assertThat(second.awaitEnd()).isEqualTo(1);
        assertThat(second.err()).startsWith("a6-runner: ").contains(socket.toString());
      }
      assertThat(replay(socket, "get-args")).isInstanceOf(RequestAction.Stop.class);
    }
  }

  @Test
  void run_garbageAddress_failsInOneLine() throws Exception {
    Map<String, String> environment = Map.of("APISIX_LISTEN_ADDRESS", "/tmp/x.sock");
    try (RunnerProcess runner = RunnerProcess.jar(folder, environment, "run")) {
      assertThat(runner.awaitEnd()).isEqualTo(2);
      assertThat(runner.err())
          .startsWith("a6-runner: APISIX_LISTEN_ADDRESS: /tmp/x.sock (expected: unix:")
          .hasLineCount(1);
    }
  }

  @Test
  void run_noAddress_failsInOneLine() throws Exception {
    try (RunnerProcess runner = RunnerProcess.jar(folder, Map.of())) {
      assertThat(runner.awaitEnd()).isEqualTo(2);
      assertThat(runner.err()).startsWith("a6-runner: listen: not set").hasLineCount(1);
    }
  }

  @Test
  void jar_contents_areTheRunnersAndItsLibraries() throws IOException {
    try (ZipFile jar = new ZipFile(RunnerProcess.JAR.toFile())) {
      Set<String> folders =
          jar.stream()
              .map(entry -> entry.getName())
              .map(name -> name.substring(0, name.lastIndexOf('/') + 1))
              .collect(Collectors.toSet());

      assertThat(folders)
          .contains("io/github/a6runner/core/", "io/netty/channel/", "picocli/")
          .doesNotContain("io/netty/handler/ssl/", "io/netty/handler/codec/http2/")
          .doesNotContain("io/github/a6runner/samples/", "io/github/a6runner/testkit/");
    }
  }

  private static Map<String, String> listenOn(Path socket) {
    return Map.of("APISIX_LISTEN_ADDRESS", "unix:" + socket);
  }

  /** What the recorded confs come to with the sample plugins. */
  private static String expected(String vector) {
    if (vector.startsWith("response-")) {
      return "response 503"; // A filter that nobody has, closed in the way of this phase.
    }
    return switch (vector) {
      case "chain-of-three" -> "stop 401";
      case "body-chunked", "body-none", "body-text", "vars-asked" -> "SERVICE_UNAVAILABLE";
      case "post-req-phase" -> "SERVICE_UNAVAILABLE"; // A field that say does not have.
      default -> "stop 200";
    };
  }

  private static String meaning(PeerReply reply) {
    if (reply instanceof PeerReply.Failed failed) {
      return failed.code().map(ErrorCode::name).orElse(failed.reason());
    }
    RunnerMessage answer = ((PeerReply.Answered) reply).reply();
    if (answer instanceof HttpRespReply response) {
      return "response " + response.status();
    }
    RequestAction action = ((HttpReqReply) answer).action();
    return action instanceof RequestAction.Stop stop ? "stop " + stop.status() : action.toString();
  }

  private static RequestAction replay(Path socket, String vector) throws IOException {
    try (ApisixPeer peer = new ApisixPeer(socket)) {
      PeerReply reply = call(peer, vector);
      assertThat(reply).isInstanceOf(PeerReply.Answered.class);
      return ((HttpReqReply) ((PeerReply.Answered) reply).reply()).action();
    }
  }

  private static String ask(Path management, String path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(management))) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      byte[] answer = Channels.newInputStream(channel).readAllBytes();
      return new String(answer, StandardCharsets.UTF_8);
    }
  }

  /** Sends what APISIX once sent; only the token is the one that this runner gives. */
  private static PeerReply call(ApisixPeer peer, String vector) throws IOException {
    PrepareConf prepare = (PrepareConf) recorded(vector, "prepare-conf");
    PeerConf conf = new PeerConf(prepare.key().orElseThrow(), prepare.conf());
    return vector.startsWith("response-")
        ? peer.callResponse(
            conf, (HttpRespCall) recorded(vector, "http-resp-call"), ExtraInfoSource.none())
        : peer.callRequest(
            conf, (HttpReqCall) recorded(vector, "http-req-call"), ExtraInfoSource.none());
  }

  private static GatewayMessage recorded(String vector, String kind) throws IOException {
    try (Stream<Path> files = Files.list(VECTORS.resolve(vector))) {
      Path file =
          files
              .filter(each -> each.getFileName().toString().endsWith("-apisix-" + kind + ".bin"))
              .findFirst()
              .orElseThrow();
      EmbeddedChannel channel = new EmbeddedChannel(MessageDecoder.ofGatewayMessages());
      channel.writeInbound(Unpooled.wrappedBuffer(Files.readAllBytes(file)));
      return channel.readInbound();
    }
  }
}
