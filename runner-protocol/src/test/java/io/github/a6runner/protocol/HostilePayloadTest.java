/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.Vectors.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives is a message or malformed, and costs no more than its length allows. */
class HostilePayloadTest {

  /** Longer frames are cut and mutated in their first bytes only, where their structure is. */
  private static final int STRUCTURE = 2048;

  private static final int MUTATIONS_PER_FRAME = 500;

  /** Frames of every kind: the recorded ones and the fuller ones made by our own encoder. */
  static Stream<Arguments> frames() {
    return Stream.concat(
        Vectors.frames().stream().map(HostilePayloadTest::recorded),
        Stream.concat(Samples.ofGateway().stream(), Samples.ofRunner().stream())
            .map(HostilePayloadTest::encoded));
  }

  private static Arguments recorded(Frame frame) {
    return Arguments.of(frame.fromGateway(), frame.bytes().toByteArray());
  }

  private static Arguments encoded(Message message) {
    return Arguments.of(message instanceof GatewayMessage, Wire.frame(message));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void decode_truncatedPayload_isMessageOrMalformed(boolean fromGateway, byte[] frame) {
    byte[] payload = Arrays.copyOfRange(frame, Frames.HEADER_LENGTH, frame.length);
    for (int length = 0; length < Math.min(payload.length, STRUCTURE); length++) {
      decode(fromGateway, Wire.frame(frame[0], Arrays.copyOf(payload, length)));
    }
  }

  @ParameterizedTest
  @MethodSource("frames")
  void decode_mutatedPayload_isMessageOrMalformed(boolean fromGateway, byte[] frame) {
    Random random = new Random(frame.length);
    for (int round = 0; round < MUTATIONS_PER_FRAME; round++) {
      byte[] mutated = frame.clone();
      for (int count = random.nextInt(4); count >= 0; count--) {
        mutate(mutated, random);
      }
      decode(fromGateway, mutated);
    }
  }

  private static void mutate(byte[] frame, Random random) {
    int from = Frames.HEADER_LENGTH;
    int index = from + random.nextInt(Math.min(frame.length, STRUCTURE) - from);
    byte[] values = {0, 1, 4, -1, 127, -128, (byte) random.nextInt()};
    frame[index] = values[random.nextInt(values.length)];
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void decode_randomPayload_isMessageOrMalformed(int type) {
    Random random = new Random(type);
    for (int round = 0; round < 5000; round++) {
      byte[] payload = new byte[random.nextInt(64)];
      random.nextBytes(payload);
      decode(type != 0, Wire.frame(type, payload));
      decode(false, Wire.frame(type, payload));
    }
  }

  /** Returns whether a frame was a message; anything but a refusal goes up to the test. */
  private static boolean decode(boolean fromGateway, byte[] frame) {
    FrameType type = FrameType.ofWireNumber(frame[0]).orElseThrow();
    ByteBuf payload = Unpooled.wrappedBuffer(frame).skipBytes(Frames.HEADER_LENGTH);
    try {
      Message message =
          fromGateway
              ? MessageReader.readGatewayMessage(type, payload)
              : MessageReader.readRunnerMessage(type, payload);
      assertThat(message.hashCode()).isEqualTo(message.hashCode()); // looks at all that it says
      return true;
    } catch (MalformedMessageException e) {
      assertThat(e.getMessage()).contains(" (expected: ");
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 1_000_000, 4_000_000})
  @Timeout(10)
  void decode_manyOffsetsToOneLongEntry_isMalformed(int count) {
    int length = Math.min(1 << 20, Frames.MAX_PAYLOAD_LENGTH - 4 * count - 1000);
    byte[] payload = aliased(count, length, 'x');
    assertThat(decode(true, Wire.frame(1, payload))).isEqualTo(count == 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10})
  @Timeout(10)
  void decode_millionsOfOffsetsToOneShortEntry_isMalformed(int length) {
    assertThat(decode(true, Wire.frame(1, aliased(4_000_000, length, 'x')))).isFalse();
  }

  @Test
  void decode_fewOffsetsToOneEntry_isWithinTheBudget() {
    try (Wire wire = Wire.ofRunner()) {
      wire.receive(Wire.frame(1, aliased(2, 10, 'x')));
      assertThat(((PrepareConf) wire.messages().get(0)).conf())
          .containsExactly(TextEntry.of("x".repeat(10)), TextEntry.of("x".repeat(10)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 29, 1 << 30, 5})
  void decode_wrongVectorLength_isMalformedBeforeAnythingIsAllocated(int length) {
    byte[] payload = aliased(4, 1, 'x');
    ByteBuffer buffer = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    int vector = 0;
    while (buffer.getInt(vector) != 4
        || buffer.getInt(vector + 4) != buffer.getInt(vector + 8) + 4) {
      vector++;
    }
    buffer.putInt(vector, length);
    assertThat(decode(true, Wire.frame(1, payload))).isFalse();
  }

  /** Returns the payload of a conf whose entries are all the same one, written once. */
  private static byte[] aliased(int count, int nameLength, char filler) {
    FlatBufferBuilder builder = new FlatBufferBuilder(nameLength + 4 * count + 1000);
    int name = builder.createString(String.valueOf(filler).repeat(nameLength));
    int entry = io.github.a6runner.protocol.wire.TextEntry.createTextEntry(builder, name, 0);
    int[] offsets = new int[count];
    Arrays.fill(offsets, entry);
    int conf = builder.createVectorOfTables(offsets);
    builder.finish(io.github.a6runner.protocol.wire.PrepareConf.Req.createReq(builder, conf, 0));
    return builder.sizedByteArray();
  }

  @Test
  void decode_mostEntriesThatFitWithoutSharing_isTheMessage() {
    List<TextEntry> entries = Collections.nCopies(500_000, TextEntry.of("n", "v"));
    PrepareConf conf = new PrepareConf(Optional.empty(), entries);
    try (Wire wire = Wire.ofRunner()) {
      wire.receive(Wire.frame(conf));
      assertThat(wire.messages().equals(List.of(conf))).isTrue();
    }
  }
}
