/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DecodedEntriesTest {
  private static final int THREADS = 4;

  /** A header with a value, one without and one with an empty one, and so on. */
  private static List<TextEntry> headers(int number) {
    List<TextEntry> headers = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Text name = Text.of("x-" + i);
      Optional<Text> value = Optional.of(Text.of(i % 3 == 1 ? "" : "value " + i));
      headers.add(new TextEntry(name, i % 3 == 0 ? Optional.empty() : value));
    }
    return headers;
  }

  private static HttpReqCall decoded(List<TextEntry> headers) {
    HttpReqCall call =
        new HttpReqCall(1, Bytes.EMPTY, HttpMethod.GET, Text.of("/"), List.of(), headers, 1);
    ByteBuf frame = Unpooled.wrappedBuffer(Wire.frame(call)).skipBytes(Frames.HEADER_LENGTH);
    return (HttpReqCall) MessageReader.readGatewayMessage(FrameType.HTTP_REQ_CALL, frame);
  }

  @Test
  void get_byManyThreadsAtOnce_isWhatWasSent() throws Exception {
    List<TextEntry> sent = headers(300);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < 200; round++) {
        List<TextEntry> came = decoded(sent).headers();
        Callable<Boolean> look = () -> came.equals(sent);
        for (Future<Boolean> same : threads.invokeAll(List.of(look, look, look, look))) {
          assertThat(same.get()).isTrue();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void get_ofHeadersOfMoreThan64Kibibytes_isWhatWasSent() {
    assertThat(decoded(headers(5000)).headers()).isEqualTo(headers(5000));
  }

  @Test
  void newMessage_ofEntriesThatCame_sharesThem() {
    HttpReqCall call = decoded(headers(3));
    HttpReqCall again =
        new HttpReqCall(
            2, call.srcIp(), call.method(), call.path(), call.headers(), call.headers(), 1);
    assertThat(again.args()).isSameAs(call.headers()).isSameAs(again.headers());
  }

  @Test
  void size_ofAConfThatCame_isThatOfItsPayloadAndOfItsKey() {
    PrepareConf conf = new PrepareConf(Optional.of("key"), headers(3));
    byte[] frame = Wire.frame(conf);
    ByteBuf payload = Unpooled.wrappedBuffer(frame).skipBytes(Frames.HEADER_LENGTH);
    var came = (PrepareConf) MessageReader.readGatewayMessage(FrameType.PREPARE_CONF, payload);

    assertThat(came.size()).isEqualTo(frame.length - Frames.HEADER_LENGTH + "key".length());
  }

  @Test
  void size_ofAConfThatWasMadeHere_isThatOfItsTexts() {
    List<TextEntry> entries = List.of(TextEntry.of("é", "12"), TextEntry.of("none"));
    assertThat(new PrepareConf(Optional.empty(), entries).size()).isEqualTo(2 + 2 + 4);
    assertThat(new PrepareConf(Optional.of("12345"), List.of()).size()).isEqualTo(5);
  }

  @Test
  void change_isRefused() {
    List<TextEntry> came = decoded(headers(3)).headers();
    assertThatThrownBy(() -> came.set(0, came.get(1)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> came.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void get_outside_isRefused() {
    List<TextEntry> came = decoded(headers(3)).headers();
    assertThatThrownBy(() -> came.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> came.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
