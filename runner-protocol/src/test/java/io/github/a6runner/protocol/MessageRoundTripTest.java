/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRoundTripTest {

  static List<Message> samples() {
    return Samples.all();
  }

  static Stream<Class<?>> sealedTypes() {
    return Stream.of(
        GatewayMessage.class, RunnerMessage.class, RequestAction.class, ExtraInfo.class);
  }

  @ParameterizedTest
  @MethodSource("sealedTypes")
  void samples_haveOneOfEveryKind(Class<?> sealedType) {
    List<Object> samples = new ArrayList<>(Samples.all());
    samples.addAll(Samples.actions());
    samples.addAll(Samples.infos());
    assertThat(Arrays.asList(sealedType.getPermittedSubclasses()))
        .allSatisfy(kind -> assertThat(samples).hasAtLeastOneElementOfType(kind));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void encode_sample_decodesToTheSame(Message sample) {
    try (Wire wire = Wire.receiverOf(sample)) {
      wire.receive(Wire.frame(sample));
      assertThat(wire.messages()).containsExactly(sample);
    }
  }

  @Test
  void encode_severalSamples_isTheirFramesOneBehindTheOther() {
    List<Message> all = Samples.all();
    ByteBuf frames = MessageEncoder.encode(all, UnpooledByteBufAllocator.DEFAULT);
    for (Message each : all) {
      byte[] frame = Wire.frame(each);
      assertThat(ByteBufUtil.getBytes(frames.readSlice(frame.length))).isEqualTo(frame);
    }
    assertThat(frames.readableBytes()).isZero();
    frames.release();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void write_sample_sendsWhatEncodeReturns(Message sample) {
    try (Wire wire = Wire.receiverOf(sample)) {
      wire.channel().writeOutbound(sample);
      ByteBuf sent = wire.channel().readOutbound();
      byte[] bytes = new byte[sent.readableBytes()];
      sent.readBytes(bytes).release();
      assertThat(bytes).isEqualTo(Wire.frame(sample));
    }
  }

  @Test
  void encode_textThatIsNoUtf8_leavesAsItCame() {
    TextEntry entry = new TextEntry(Samples.LATIN_1, Optional.of(Samples.LATIN_1));
    Message call =
        new HttpReqCall(
            1, Bytes.EMPTY, HttpMethod.GET, Samples.LATIN_1, List.of(entry), List.of(entry), 1);
    try (Wire wire = Wire.ofRunner()) {
      wire.receive(Wire.frame(call));
      assertThat(wire.messages()).containsExactly(call);
      assertThat(Wire.frame(call)).containsSequence('a', 0xE9, 0xFF, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 63_000, 65_000, 70_000, 1_000_000})
  void encode_afterLongMessage_isNotAffectedByIt(int length) {
    Message small = Samples.ofGateway().get(0);
    byte[] before = Wire.frame(small);
    String filler = "x".repeat(length);
    Wire.frame(new HttpRespCall(1, 200, List.of(TextEntry.of("name", filler)), 1));
    assertThat(Wire.frame(small)).isEqualTo(before);
  }
}
