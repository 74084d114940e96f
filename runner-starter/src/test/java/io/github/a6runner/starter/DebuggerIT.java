/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.Until;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options for a debugger, and a debugger that knows one word. */
class DebuggerIT {
  private static final byte[] HANDSHAKE = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 11;
  private static final int VIRTUAL_MACHINE = 1;
  private static final int RESUME = 9;

  private final Path folder;

  DebuggerIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private RunnerProcess run(String... options) throws IOException {
    String[] command = new String[options.length + 3];
    command[0] = RunnerProcess.ROOT.resolve("bin/a6-runner").toString();
    command[1] = "--listen";
    command[2] = "unix:" + folder.resolve("x.sock");
    System.arraycopy(options, 0, command, 3, options.length);
    return RunnerProcess.start(folder, Map.of(), command);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Connects as soon as the JVM listens. */
  private static Socket attach(int port) throws IOException {
    return Until.answered("port " + port, () -> connect(port), Optional::isPresent).orElseThrow();
  }

  private static Optional<Socket> connect(int port) throws IOException {
    try {
      return Optional.of(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (ConnectException e) {
      return Optional.empty();
    }
  }

  private static void resume(Socket debugger) throws IOException {
    DataOutputStream out = new DataOutputStream(debugger.getOutputStream());
    out.write(HANDSHAKE);
    out.flush();
    byte[] answer = new DataInputStream(debugger.getInputStream()).readNBytes(HANDSHAKE.length);
    assertThat(answer).isEqualTo(HANDSHAKE);
    out.writeInt(HEADER);
    out.writeInt(1); // The number of the packet.
    out.writeByte(0);
    out.writeByte(VIRTUAL_MACHINE);
    out.writeByte(RESUME);
    out.flush();
  }

  @Test
  void waitForDebugger_nothingHappensUntilOneResumes() throws Exception {
    int port = freePort();
    try (RunnerProcess runner = run("--wait-for-debugger=" + port);
        Socket debugger = attach(port)) {
      assertThat(folder.resolve("x.sock")).doesNotExist();

      resume(debugger);

      runner.awaitReadiness();
      assertThat(runner.err())
          .startsWith("a6-runner: waiting for a debugger: ")
          .contains("attach a debugger to 127.0.0.1:" + port);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--debug=", "--debug "})
  void debug_startsAtOnceAndSaysThatNoCallIsLate(String option) throws Exception {
    int port = freePort();
    try (RunnerProcess runner = run((option + port).split(" ", 2));
        Socket debugger = attach(port)) {
      runner.awaitReadiness();
      resume(debugger);
      runner.terminate();

      assertThat(runner.awaitEnd()).isZero();
      assertThat(runner.err())
          .startsWith(
              "a6-runner: anybody on this machine can attach a debugger to 127.0.0.1:" + port)
          .contains("WARN  RunCommand deadlines: off, for a debugger");
    }
  }

  @Test
  void debug_jarWithoutAnAgent_isRefused() throws Exception {
    try (RunnerProcess runner =
        RunnerProcess.jar(folder, Map.of(), "--listen", "unix:/nowhere/x.sock", "--debug")) {
      assertThat(runner.awaitEnd()).isEqualTo(2);
      assertThat(runner.err()).startsWith("a6-runner: --debug: this JVM lets no debugger attach");
    }
  }

  @Test
  void debug_usualPort_isThatOfTheDocumentation() throws IOException {
    String script = Files.readString(RunnerProcess.ROOT.resolve("bin/a6-runner"));
    String port = script.split("\nusual_port=|\nport=", 3)[1];

    assertThat(RunnerProcess.ROOT.resolve("docs/configuration.md"))
        .content()
        .contains("127.0.0.1 (port " + port + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--debug=x", "--debug x", "--debug=0", "--debug=65536", "--debug 123456"})
  void debug_noPort_isNamed(String option) throws Exception {
    String port = option.substring("--debug=".length());
    try (RunnerProcess runner = run(option.split(" ", 2))) {
      assertThat(runner.awaitEnd()).isEqualTo(2);
      assertThat(runner.err())
          .isEqualTo("a6-runner: --debug: " + port + " (expected: a port, such as 5005)\n");
    }
  }
}
