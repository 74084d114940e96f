/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.Vectors.Frame;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageDecoderSplitTest {
  private static final int SMALL_PIECE = 128;

  static List<Frame> frames() {
    return Vectors.frames();
  }

  @ParameterizedTest
  @MethodSource("frames")
  void decode_frameCutAtEveryOffset_isOneMessage(Frame frame) {
    byte[] bytes = frame.bytes().toByteArray();
    try (Wire wire = Wire.receiverOf(frame.fromGateway())) {
      for (int cut = 1; cut < bytes.length; cut++) {
        wire.receive(bytes, 0, cut);
        Message early = wire.message();
        wire.receive(bytes, cut, bytes.length);
        if (early != null || !frame.message().equals(wire.message())) {
          throw new AssertionError("cut at " + cut + ", before the rest came: " + early);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("frames")
  void decode_frameByteForByte_isOneMessage(Frame frame) {
    byte[] bytes = frame.bytes().toByteArray();
    try (Wire wire = Wire.receiverOf(frame.fromGateway())) {
      for (int index = 0; index < bytes.length; index++) {
        assertThat(wire.message()).isNull();
        wire.receive(bytes, index, index + 1);
      }
      assertThat(wire.messages()).containsExactly(frame.message());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 64, 1000, 4096, 100_000_000})
  void decode_allFramesInPieces_areAllMessages(int pieceLength) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    Vectors.all().forEach(vector -> vector.frames().forEach(frame -> write(frame, stream)));
    byte[] bytes = stream.toByteArray();
    try (Wire wire = Wire.ofRunner()) {
      for (int from = 0; from < bytes.length; from += Math.min(pieceLength, bytes.length)) {
        wire.receive(bytes, from, (int) Math.min((long) from + pieceLength, bytes.length));
      }
      assertThat(wire.messages())
          .containsExactlyElementsOf(
              Vectors.all().stream().flatMap(vector -> vector.messages(true)).toList());
    }
  }

  private static void write(Frame frame, ByteArrayOutputStream stream) {
    if (frame.fromGateway()) {
      stream.writeBytes(frame.bytes().toByteArray());
    }
  }

  /** Each piece copied anew with all before it would be a trillion bytes. */
  @Test
  @Timeout(60)
  void decode_longFrameInSmallPieces_takesLittleMoreRoomThanItsLength() {
    ExtraInfoReply message = new ExtraInfoReply(Optional.of(Bytes.of(new byte[15 << 20])));
    byte[] frame = Wire.frame(message);
    long most = 0;
    try (Wire wire = Wire.ofRunner()) {
      for (int from = 0; from < frame.length; from += SMALL_PIECE) {
        wire.receive(frame, from, Math.min(from + SMALL_PIECE, frame.length));
        most = Math.max(most, wire.taken());
      }
      assertThat(wire.messages().equals(List.of(message))).isTrue();
    }
    assertThat(most).isLessThan(frame.length * 3L / 2);
  }

  @Test
  void decode_connectionEndsWithinFrame_isNoMessage() {
    byte[] bytes = Wire.frame(Samples.ofGateway().get(0));
    try (Wire wire = Wire.ofRunner()) {
      wire.receive(bytes, 0, bytes.length - 1);
      assertThat(wire.channel().finish()).isFalse();
      assertThat(wire.messages()).isEmpty();
    }
  }
}
