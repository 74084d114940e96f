/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.api.BodyUnavailableException;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a filter sees of a request, over a real socket. */
class RequestCallTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  static Stream<Arguments> addresses() {
    byte[] v6 = {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    return Stream.of(
        Arguments.of(Bytes.of(new byte[] {10, 0, 0, 7}), "10.0.0.7"),
        Arguments.of(Bytes.of(v6), "2001:db8:0:0:0:0:0:1"),
        Arguments.of(Calls.bytes("unix:"), "none"),
        Arguments.of(Bytes.EMPTY, "none"));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void clientAddress_ofEachKind_isRead(Bytes srcIp, String expected) {
    TestClient client =
        answering(call -> call.clientAddress().map(a -> a.getHostAddress()).orElse("none"));
    long token = client.prepare("answers", "");

    assertThat(
            client.ask(
                new HttpReqCall(
                    9, srcIp, HttpMethod.GET, Text.of("/"), List.of(), List.of(), token)))
        .isEqualTo(new HttpReqReply(9, Calls.stop(200, expected)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 4194315, 0xFFFF_FFFFL})
  void id_anyOfItsField_isSeenAndSentBack(long id) {
    TestClient client = answering(call -> "" + call.id());

    assertThat(client.request(id, client.prepare("answers", "")))
        .isEqualTo(Calls.stop(200, "" + id));
  }

  @Test
  void request_withEverything_isSeenAsItCame() {
    TestClient client =
        answering(
            call ->
                call.method()
                    + call.path()
                    + call.args().asList().size()
                    + call.args().contains("flag")
                    + call.args().first("flag").isPresent()
                    + call.headers().all("X-A"));
    long token = client.prepare("answers", "");
    List<TextEntry> args =
        List.of(TextEntry.of("a", "1"), TextEntry.of("flag"), TextEntry.of("empty", ""));

    client.send(Calls.request(5, token, args, Calls.entries("x-a", "1", "x-b", "2", "x-a", "3")));

    assertThat(TestClient.action(5, client.receive()))
        .isEqualTo(Calls.stop(200, "GET/a/b3truefalse[1, 3]"));
  }

  @Test
  void variable_isAskedOnceAndRemembered() {
    TestClient client = answering(call -> "" + call.variable("x") + call.variable("x"));
    client.send(Calls.request(5, client.prepare("answers", "")));

    assertThat(client.receiveQuestion()).isEqualTo(new ExtraInfo.Variable("x"));
    client.send(Calls.info("1"));

    assertThat(TestClient.action(5, client.receive()))
        .isEqualTo(Calls.stop(200, "Optional[1]Optional[1]"));
  }

  @Test
  void variable_thatIsNotSet_isEmptyAndOneThatIsEmptyIsNot() {
    TestClient client = answering(call -> "" + call.variable("x") + call.variable("y"));
    client.send(Calls.request(5, client.prepare("answers", "")));

    client.receiveQuestion();
    client.send(new ExtraInfoReply(Optional.empty()));
    client.receiveQuestion();
    client.send(Calls.info(""));

    assertThat(TestClient.action(5, client.receive()))
        .isEqualTo(Calls.stop(200, "Optional.emptyOptional[]"));
  }

  @Test
  void body_isAskedOnceAndAnAbsentOneIsEmpty() {
    TestClient client = answering(call -> call.body().size() + "" + call.body().isEmpty());
    client.send(Calls.request(5, client.prepare("answers", "")));

    assertThat(client.receiveQuestion()).isEqualTo(new ExtraInfo.RequestBody());
    client.send(new ExtraInfoReply(Optional.empty()));

    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(200, "0true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"16777216", "99999999999999999999"})
  void body_announcedTooLarge_isRefusedBeforeApisixIsAsked(String length) {
    TestClient client =
        answering(
            call -> {
              assertThatThrownBy(call::body).isInstanceOf(BodyUnavailableException.class);
              assertThat(call.bodyAsync()).isCompletedExceptionally();
              return "refused";
            });
    long token = client.prepare("answers", "");
    client.send(Calls.request(5, token, List.of(), Calls.entries("Content-Length", length)));

    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(200, "refused"));
  }

  @Test
  void framing_setByAFilter_isRefused() {
    TestClient client =
        answering(
            call -> {
              assertThatThrownBy(() -> call.headers().set("content-length", "1"))
                  .hasMessageContaining("left to the gateway");
              assertThatThrownBy(() -> call.responseHeaders().set("Content-Type", "x"))
                  .hasMessageContaining("ignored by APISIX");
              return "refused";
            });

    assertThat(client.request(5, client.prepare("answers", "")))
        .isEqualTo(Calls.stop(200, "refused"));
  }

  private TestClient answering(Function<RequestCall, String> answer) {
    runner.start(
        Filters.request("answers", (call, conf) -> Decision.stop(200).body(answer.apply(call))));
    return runner.connect();
  }
}
