/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.RequestAction.Rewrite;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for any bytes, and for any message. */
class HostileBytesPropertiesTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** What hangs is given up, on a thread of its own, since it may not react to an interrupt. */
  private static void inTime(Runnable check) {
    assertTimeoutPreemptively(LONG, check::run);
  }

  @Property
  void check_anyBytes_areDealtWith(
      @ForAll FuzzTarget target, @ForAll @Size(max = 300) byte[] input) {
    inTime(() -> target.check(input));
  }

  /** Small numbers lead to each other, so these are more often tables than bytes are. */
  @Property(tries = 5000)
  void check_anyOffsets_areDealtWith(
      @ForAll FuzzTarget target, @ForAll("offsets") List<Short> words) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * words.size()).order(ByteOrder.LITTLE_ENDIAN);
    words.forEach(bytes::putShort);
    inTime(() -> target.check(bytes.array()));
  }

  @Property
  void check_anyStream_isTheSameInAnyPieces(
      @ForAll boolean fromGateway,
      @ForAll("streams") byte[] stream,
      @ForAll @IntRange(min = 1, max = 40) int pieceLength) {
    inTime(() -> HostileStream.check(fromGateway, stream, pieceLength));
  }

  @Property
  void encode_anyMessage_decodesToTheSame(@ForAll("messages") Message message) {
    try (Wire wire = Wire.receiverOf(message)) {
      wire.receive(Wire.frame(message));
      assertThat(wire.messages()).containsExactly(message);
    }
  }

  @Property
  void toByteArray_textOfAnyBytes_isThoseBytes(@ForAll byte[] bytes) {
    assertThat(Text.decode(bytes).toByteArray()).isEqualTo(bytes);
  }

  @Provide
  Arbitrary<List<Short>> offsets() {
    Arbitrary<Integer> small = Arbitraries.integers().between(0, 64);
    Arbitrary<Integer> any = Arbitraries.of(0xFFFF, 0x7FFF, 0x8000, 0xFFF0, 0xFFFC, 4, 8, 12);
    return Arbitraries.frequencyOf(Tuple.of(8, small), Tuple.of(1, any))
        .map(Integer::shortValue)
        .list()
        .ofMinSize(2)
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<byte[]> streams() {
    Arbitrary<byte[]> frame = Arbitraries.of(Samples.all()).map(Wire::frame);
    Arbitrary<byte[]> garbage = Arbitraries.bytes().array(byte[].class).ofMaxSize(12);
    return Arbitraries.frequencyOf(Tuple.of(9, frame), Tuple.of(1, garbage))
        .list()
        .ofMaxSize(4)
        .map(HostileBytesPropertiesTest::joined);
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(all::put);
    return all.array();
  }

  @Provide
  Arbitrary<Message> messages() {
    Arbitrary<Long> number = Arbitraries.longs().between(0, Samples.UINT32_MAX);
    Arbitrary<Bytes> bytes = rawBytes().map(Bytes::of);
    Arbitrary<Message> conf =
        Combinators.combine(Arbitraries.strings().optional(), entries())
            .as(
                (key, entries) ->
                    new PrepareConf(key.map(text -> Text.of(text).string()), entries));
    Arbitrary<Message> call =
        Combinators.combine(
                number, bytes, Arbitraries.of(HttpMethod.class), texts(), entries(), entries())
            .as((id, ip, method, path, a, h) -> new HttpReqCall(id, ip, method, path, a, h, id));
    Arbitrary<Message> rewrite =
        Combinators.combine(number, texts().optional(), entries(), entries(), entries(), bytes)
            .as(
                (id, path, h, a, r, body) ->
                    new HttpReqReply(id, new Rewrite(path, h, a, r, body)));
    Arbitrary<Message> response =
        Combinators.combine(number, Arbitraries.integers().between(0, 0xFFFF), entries(), bytes)
            .as(HttpRespReply::new);
    return Arbitraries.oneOf(conf, call, rewrite, response);
  }

  private static Arbitrary<List<TextEntry>> entries() {
    Arbitrary<Optional<Text>> value = texts().optional();
    return Combinators.combine(texts(), value).as(TextEntry::new).list().ofMaxSize(5);
  }

  private static Arbitrary<Text> texts() {
    return Arbitraries.oneOf(
        rawBytes().map(Text::decode), Arbitraries.strings().ofMaxLength(20).map(Text::of));
  }

  private static Arbitrary<byte[]> rawBytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(20);
  }
}
