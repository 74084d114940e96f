/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.RequestAction.Rewrite;
import io.github.a6runner.protocol.RequestAction.Stop;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageLimitsTest {

  /** The longest payload that a FlatBuffer can be, whose parts lie on multiples of four. */
  private static final int LONGEST = Frames.MAX_PAYLOAD_LENGTH - 3;

  /** What an answer to a question takes beside the bytes in it. */
  private static final int FRAMING = Wire.frame(answer(1000)).length - Frames.HEADER_LENGTH - 1000;

  private static final int LONG_BODY = 1 << 22;

  private static ExtraInfoReply answer(int length) {
    return new ExtraInfoReply(Optional.of(Bytes.of(new byte[length])));
  }

  @Test
  void encode_longestPayload_decodesToTheSame() {
    ExtraInfoReply longest = answer(LONGEST - FRAMING);
    byte[] frame = Wire.frame(longest);
    assertThat(frame).hasSize(Frames.HEADER_LENGTH + LONGEST);
    try (Wire wire = Wire.ofRunner()) {
      wire.receive(frame);
      assertThat(wire.messages().equals(List.of(longest))).isTrue();
    }
  }

  @Test
  void decode_payloadOfEveryLengthUpToTheLimit_isTheMessage() {
    ExtraInfoReply longest = answer(LONGEST - FRAMING);
    byte[] payload = Wire.frame(longest);
    try (Wire wire = Wire.ofRunner()) {
      for (int length = LONGEST; length <= Frames.MAX_PAYLOAD_LENGTH; length++) {
        // What follows the last thing an offset leads to is nobody's business.
        byte[] padded =
            Arrays.copyOfRange(payload, Frames.HEADER_LENGTH, Frames.HEADER_LENGTH + length);
        wire.receive(Wire.frame(3, padded));
        assertThat(longest.equals(wire.message())).as("%d bytes", length).isTrue();
      }
    }
  }

  private static Stream<Message> withBody(Bytes body) {
    return Stream.of(
        new ExtraInfoReply(Optional.of(body)),
        new HttpRespReply(1, 0, List.of(), body),
        new HttpReqReply(1, new Stop(200, List.of(), body)),
        new HttpReqReply(1, new Rewrite(Optional.empty(), List.of(), List.of(), List.of(), body)));
  }

  static Stream<Message> longBodies() {
    return withBody(Bytes.of(new byte[LONG_BODY]));
  }

  @ParameterizedTest
  @MethodSource("longBodies")
  void encode_longBody_isWrittenIntoRoomThatIsLargeEnough(Message message) {
    UnpooledByteBufAllocator direct = new UnpooledByteBufAllocator(true, true);
    Allocation.requireAtMost(
        LONG_BODY + LONG_BODY / 2, () -> MessageEncoder.encode(message, direct).release());
  }

  static Stream<Message> tooLong() {
    String half = "x".repeat(Frames.MAX_PAYLOAD_LENGTH / 2);
    List<TextEntry> entries = List.of(TextEntry.of(half, "x"), TextEntry.of("y", half));
    return Stream.concat(
        withBody(Bytes.of(new byte[LONGEST - FRAMING + 1])),
        Stream.of(
            new ExtraInfoReply(Optional.of(Bytes.of(new byte[Frames.MAX_PAYLOAD_LENGTH + 1]))),
            new HttpRespCall(1, 200, entries, 1)));
  }

  @ParameterizedTest
  @MethodSource("tooLong")
  void encode_payloadBeyondTheLimit_isRefusedWithNothingAllocated(Message message) {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, false);
    assertThatThrownBy(() -> MessageEncoder.encode(message, allocator))
        .isInstanceOf(MessageTooLargeException.class)
        .hasMessageStartingWith("payload: 167772")
        .hasMessageEndingWith(" bytes or more (expected: at most 16777215)");
    assertThat(allocator.metric().usedDirectMemory()).isZero();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void encode_oneOfSeveralBeyondTheLimit_isRefusedWithNothingAllocated() {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, false);
    List<Message> messages =
        List.of(new ErrorReply(ErrorCode.SERVICE_UNAVAILABLE), answer(LONGEST));
    assertThatThrownBy(() -> MessageEncoder.encode(messages, allocator))
        .isInstanceOf(MessageTooLargeException.class);
    assertThat(allocator.metric().usedDirectMemory()).isZero();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void encode_manyEntries_isRefusedBeforeTheyFillTheMemory() {
    TextEntry entry = TextEntry.of("name", "x".repeat(1 << 20));
    HttpRespCall call = new HttpRespCall(1, 200, Collections.nCopies(100_000, entry), 1);
    assertThatThrownBy(() -> Wire.frame(call)).isInstanceOf(MessageTooLargeException.class);
  }

  @Test
  void write_messageBeyondTheLimit_failsItsPromiseAndSendsNothing() {
    try (Wire wire = Wire.ofRunner()) {
      ChannelFuture write = wire.channel().writeOneOutbound(answer(LONGEST));
      assertThat(write.cause()).isInstanceOf(MessageTooLargeException.class);
      wire.channel().writeOutbound(new ErrorReply(ErrorCode.SERVICE_UNAVAILABLE));
      ByteBuf sent = wire.channel().readOutbound();
      assertThat(sent.getByte(0)).isZero();
      sent.release();
    }
  }
}
