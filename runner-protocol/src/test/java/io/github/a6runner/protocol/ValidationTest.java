/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.RequestAction.Stop;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {

  @ParameterizedTest
  @ValueSource(longs = {-1, 0x1_0000_0000L, Long.MIN_VALUE, Long.MAX_VALUE})
  void create_numberBeyondUint32_isRefused(long number) {
    refused("confToken: " + number, () -> new PrepareConfReply(number));
    refused("id: " + number, () -> call(number, 0));
    refused("confToken: " + number, () -> call(0, number));
    refused("id: " + number, () -> new HttpRespCall(number, 0, List.of(), 0));
    refused("confToken: " + number, () -> new HttpRespCall(0, 0, List.of(), number));
    refused("id: " + number, () -> new HttpReqReply(number, RequestAction.NONE));
    refused("id: " + number, () -> new HttpRespReply(number, 0, List.of(), Bytes.EMPTY));
  }

  private static HttpReqCall call(long id, long token) {
    return new HttpReqCall(
        id, Bytes.EMPTY, HttpMethod.GET, Text.of("/"), List.of(), List.of(), token);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0x1_0000, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void create_statusBeyondUint16_isRefused(int status) {
    refused("status: " + status, () -> new HttpRespCall(0, status, List.of(), 0));
    refused("status: " + status, () -> new HttpRespReply(0, status, List.of(), Bytes.EMPTY));
    refused("status: " + status, () -> new Stop(status, List.of(), Bytes.EMPTY));
  }

  private static void refused(String start, ThrowingCallable creation) {
    assertThatIllegalArgumentException()
        .isThrownBy(creation)
        .withMessageMatching(start + " \\(expected: 0 to (4294967295|65535)\\)");
  }

  @Test
  void create_list_isCopied() {
    List<TextEntry> conf = new ArrayList<>(List.of(TextEntry.of("say", "{}")));
    PrepareConf message = new PrepareConf(Optional.empty(), conf);
    conf.clear();
    assertThat(message.conf()).hasSize(1).isUnmodifiable();
  }

  @Test
  void wireNumbers_withGap_areRefused() {
    assertThatThrownBy(() -> new WireNumbers<>(FrameType.class, type -> type.wireNumber() * 2))
        .isInstanceOf(AssertionError.class)
        .hasMessage("PREPARE_CONF: 2 (expected: 1)");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 15, 255, Integer.MAX_VALUE})
  void find_unknownNumber_isEmpty(int number) {
    assertThat(HttpMethod.ofWireNumber(number)).isEmpty();
    assertThat(ErrorCode.ofWireNumber(number)).isEmpty();
    assertThat(FrameType.ofWireNumber(number)).isEmpty();
  }

  @Test
  void wireNumbers_areThoseOfTheSchema() {
    for (HttpMethod method : HttpMethod.values()) {
      assertThat(io.github.api7.A6.Method.name(method.wireNumber())).isEqualTo(method.name());
    }
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(io.github.api7.A6.Err.Code.name(code.wireNumber())).isEqualTo(code.name());
    }
    assertThat(HttpMethod.values()).hasSameSizeAs(io.github.api7.A6.Method.names);
    assertThat(ErrorCode.values()).hasSameSizeAs(io.github.api7.A6.Err.Code.names);
  }
}
