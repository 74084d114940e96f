/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static io.github.a6runner.peer.Samples.proceed;
import static io.github.a6runner.peer.Samples.requestCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerConnectionTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final Path folder;

  PeerConnectionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void open_noSuchFile_saysThatNobodyListens() {
    assertThatExceptionOfType(PeerException.class)
        .isThrownBy(() -> PeerConnection.open(socket()))
        .withMessage("socket: " + socket() + " (expected: a runner listening there)");
  }

  @Test
  void open_fileThatIsNoSocket_saysThatNobodyListens() throws IOException {
    Files.createFile(socket());

    assertThatExceptionOfType(PeerException.class)
        .isThrownBy(() -> PeerConnection.open(socket()))
        .withMessage("socket: " + socket() + " (expected: a runner listening there)");
  }

  @Test
  void open_pathTooLong_saysSo() {
    Path path = folder.resolve("s".repeat(200));

    assertThatExceptionOfType(PeerException.class)
        .isThrownBy(() -> PeerConnection.open(path))
        .withMessageContaining("expected: a shorter path");
  }

  @Test
  void sendAll_severalMessages_arriveInOrder() {
    PrepareConf prepare = new PrepareConf(Optional.empty(), List.of());
    try (ScriptedRunner runner = new ScriptedRunner(socket(), Samples::agree);
        PeerConnection connection = PeerConnection.open(socket())) {
      connection.sendAll(List.of(prepare, requestCall(0), requestCall(1)));

      assertThat(connection.receive()).isEqualTo(new PrepareConfReply(5));
      assertThat(connection.receive(LONG)).isEqualTo(proceed(0));
      assertThat(connection.poll(LONG)).contains(proceed(1));
      assertThat(runner.seen()).hasSize(3);
    }
  }

  @Test
  void sendAll_oneTooLong_sendsNothing() {
    ExtraInfoReply tooLong = new ExtraInfoReply(Optional.of(Bytes.of(new byte[1 << 24])));
    try (ScriptedRunner runner = new ScriptedRunner(socket(), Samples::agree);
        PeerConnection connection = PeerConnection.open(socket())) {
      assertThatExceptionOfType(PeerException.class)
          .isThrownBy(() -> connection.sendAll(List.of(requestCall(0), tooLong)))
          .withMessageStartingWith("payload: ");

      connection.send(requestCall(1));
      assertThat(connection.receive()).isEqualTo(proceed(1));
      assertThat(runner.seen()).hasSize(1);
    }
  }

  @Test
  void awaitClosed_runnerRefusesBytes_isTrue() {
    try (ScriptedRunner runner = new ScriptedRunner(socket(), Samples::agree);
        PeerConnection connection = PeerConnection.open(socket())) {
      assertThat(connection.awaitClosed(Duration.ZERO)).isFalse();

      connection.sendBytes(new byte[] {'G', 'E', 'T', ' '});

      assertThat(connection.awaitClosed(LONG)).isTrue();
      assertThat(runner.seen()).isEmpty();
    }
  }

  @Test
  void receive_afterTheEnd_failsEveryTime() {
    try (ScriptedRunner runner = new ScriptedRunner(socket(), (link, message) -> link.hangUp());
        PeerConnection connection = PeerConnection.open(socket())) {
      connection.send(requestCall(1));

      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(PeerException.class)
            .isThrownBy(() -> connection.receive(LONG))
            .withMessage("connection: closed (expected: a message of the runner)");
      }
      assertThat(connection.poll(LONG)).isEmpty();
      assertThat(runner.seen()).hasSize(1);
    }
  }

  @Test
  void send_afterTheEnd_fails() {
    try (ScriptedRunner runner = new ScriptedRunner(socket(), (link, message) -> link.hangUp());
        PeerConnection connection = PeerConnection.open(socket())) {
      connection.send(requestCall(1));
      connection.awaitClosed(LONG);

      assertThatExceptionOfType(PeerException.class)
          .isThrownBy(() -> connection.send(requestCall(2)))
          .withMessage("connection: closed (expected: a runner that reads)");
      assertThat(runner.seen()).hasSize(1);
    }
  }

  @Test
  void poll_nothingThere_isEmpty() {
    try (ScriptedRunner runner = new ScriptedRunner(socket(), Samples::agree);
        PeerConnection connection = PeerConnection.open(socket())) {
      assertThat(connection.poll(Duration.ZERO)).isEmpty();
      assertThat(runner.seen()).isEmpty();
    }
  }

  @Test
  void receive_interrupted_failsAndKeepsTheFlag() {
    try (ScriptedRunner runner = new ScriptedRunner(socket(), Samples::agree);
        PeerConnection connection = PeerConnection.open(socket())) {
      Thread.currentThread().interrupt();

      assertThatExceptionOfType(PeerException.class)
          .isThrownBy(() -> connection.receive(LONG))
          .withMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(runner.seen()).isEmpty();
    }
  }

  private Path socket() {
    return folder.resolve("runner.sock");
  }
}
