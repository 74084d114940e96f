/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is sent to a runner, it answers with messages, hangs up in the end and serves others.
 */
class HostileConnectionsTest {

  private static final Path CORPUS = Path.of("src/test/resources/fuzz/connection");
  private static final int WHOLE = 1 << 24;

  @RegisterExtension final TestLog log = new TestLog();

  private HostileConnections connections;

  @BeforeEach
  void start(@TempDir Path folder) throws StartException {
    connections = new HostileConnections(folder);
  }

  @AfterEach
  void othersAreServedAndNoErrorIsTheRunners() {
    connections.checkServes();
    connections.close();
    assertThat(log.thrown()).isEmpty();
  }

  @Test
  void corpus_everyKeptInput_isDealtWith() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      List<Path> inputs = files.sorted().toList();
      assertThat(inputs).isNotEmpty();
      for (Path file : inputs) {
        byte[] input = Files.readAllBytes(file);
        assertThatCode(() -> ConnectionFuzzer.check(connections, input))
            .as("%s", file)
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void call_oneByteAtATime_isAnswered() {
    assertThat(connections.check(call(1, HostileConnections.PLAIN_TOKEN), 1))
        .containsExactly(new HttpReqReply(1, Calls.rewriteHeaders("X-Path", "/a/b")));
  }

  @Test
  void peer_thatSaysItSendsNoMore_getsItsRepliesAndIsHungUpOn() {
    byte[] calls = twice(call(1, HostileConnections.PLAIN_TOKEN));
    assertThat(connections.check(calls, WHOLE)).hasSize(2).doesNotContain(TestClient.BAD_REQUEST);
  }

  @Test
  void peer_thatSendsNoMoreInTheMiddleOfACall_isHungUpOnWithoutAReply() {
    // Whether its filter has come to ask when the end is seen is chance.
    assertThat(connections.check(call(1, HostileConnections.ASKING_TOKEN), WHOLE))
        .hasSizeLessThanOrEqualTo(1)
        .hasOnlyElementsOfType(RunnerMessage.ExtraInfoQuery.class);
  }

  @Test
  void peer_thatSendsNoMoreInTheMiddleOfAFrame_isHungUpOn() {
    byte[] call = call(1, HostileConnections.PLAIN_TOKEN);
    assertThat(connections.check(Arrays.copyOf(call, call.length - 1), WHOLE)).isEmpty();
  }

  @Test
  void frame_ofSixteenMegabytesThatMeanNothing_isABadRequest() {
    byte[] frame = new byte[WHOLE + 3];
    Arrays.fill(frame, (byte) 0xFF);
    frame[0] = 2;
    assertThat(connections.check(frame, WHOLE)).containsExactly(TestClient.BAD_REQUEST);
  }

  @Test
  void garbage_thatGoesOnAfterItWasRefused_isNotRead() {
    byte[] garbage = new byte[WHOLE];
    Arrays.fill(garbage, (byte) 9);
    assertThat(connections.check(garbage, WHOLE)).containsExactly(TestClient.BAD_REQUEST);
  }

  @Test
  void peer_thatNeverReads_isNotReadFromEither() throws IOException {
    byte[] calls = twice(call(1, HostileConnections.PLAIN_TOKEN));
    assertThat(connections.acceptedWithoutReading(calls)).isBetween(1L, 8L << 20);
  }

  private static byte[] call(long id, int token) {
    return Wire.frame(Calls.request(id, Integer.toUnsignedLong(token)));
  }

  private static byte[] twice(byte[] bytes) {
    return ByteBuffer.allocate(2 * bytes.length).put(bytes).put(bytes).array();
  }
}
