/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that does not keep to the protocol is told so once, and hung up on. */
class ProtocolErrorsTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate started = new Gate();
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

  static Stream<Arguments> badBytes() {
    byte[] noTable = {2, 0, 0, 4, 1, 0, 0, 0};
    byte[] truncated = {1, 0, 0, 6, 4, 0, 0, 0, (byte) 0xF0, 0x7F};
    return Stream.of(
        Arguments.of("garbage", "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8), "frame type: 71"),
        Arguments.of("unknown type", new byte[] {9}, "frame type: 9"),
        Arguments.of("an error, which only runners send", new byte[] {0}, "frame type: 0"),
        Arguments.of("no table", noTable, "expected"),
        Arguments.of("truncated", truncated, "expected"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badBytes")
  void badBytes_onAnIdleConnection_areABadRequestAndTheEnd(
      String what, byte[] bytes, String reason) {
    runner.start();
    TestClient client = runner.connect();

    client.sendBytes(bytes);

    assertThat(client.receive()).as(what).isEqualTo(TestClient.BAD_REQUEST);
    client.assertClosed();
    assertThat(log.messages()).singleElement().asString().contains("connection", reason);
    runner.connect().assertUsable();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badBytes")
  void badBytes_duringACall_endTheCallToo(String what, byte[] bytes, String reason)
      throws Exception {
    TestClient client = clientInACall();

    client.sendBytes(bytes);

    assertThat(client.receive()).as(what).isEqualTo(TestClient.BAD_REQUEST);
    client.assertClosed();
    assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
    assertThat(log.messages()).singleElement().asString().contains(reason, "call 5", "waits");
    runner.connect().assertUsable();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badBytes")
  void badBytes_duringAResponse_denyItSinceAnErrorWouldLetItThrough(
      String what, byte[] bytes, String reason) throws Exception {
    TestClient client = clientInAResponse();

    client.sendBytes(bytes);

    assertThat(client.receive()).as(what).isEqualTo(Calls.deniedResponse(5));
    client.assertClosed();
    assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
    assertThat(log.messages()).singleElement().asString().contains(reason, "call 5", "waits");
    runner.connect().assertUsable();
  }

  static List<GatewayMessage> messagesOutOfTurn() {
    return List.of(
        Calls.request(6, 1),
        Calls.response(6, 1),
        Calls.conf("k", "waits", ""),
        new ExtraInfoReply(Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("messagesOutOfTurn")
  void message_duringACallThatAskedNothing_isABadRequestAndTheEnd(GatewayMessage message)
      throws Exception {
    TestClient client = clientInACall();

    client.send(message);

    assertThat(client.receive()).isEqualTo(TestClient.BAD_REQUEST);
    client.assertClosed();
    assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains(message.getClass().getSimpleName(), "expected", "call 5", "waits");
  }

  @ParameterizedTest
  @MethodSource("messagesOutOfTurn")
  void message_duringAResponseThatAskedNothing_deniesItAndIsTheEnd(GatewayMessage message)
      throws Exception {
    TestClient client = clientInAResponse();

    client.send(message);

    assertThat(client.receive()).isEqualTo(Calls.deniedResponse(5));
    client.assertClosed();
    assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains(message.getClass().getSimpleName(), "expected", "call 5", "waits");
  }

  @Test
  void extraInfoReply_afterTheReplyToAResponse_isABadRequestAndTheEnd() {
    runner.start(Filters.response("goes-on", (call, conf) -> {}));
    TestClient client = runner.connect();
    client.response(5, client.prepare("goes-on", ""));

    client.send(Calls.info("unasked"));

    assertThat(client.receive()).isEqualTo(TestClient.BAD_REQUEST);
    client.assertClosed();
  }

  @Test
  void extraInfoReply_whenNothingWasAsked_isABadRequestAndTheEnd() {
    runner.start();
    TestClient client = runner.connect();

    client.send(Calls.info("unasked"));

    assertThat(client.receive()).isEqualTo(TestClient.BAD_REQUEST);
    client.assertClosed();
    assertThat(log.messages()).singleElement().asString().contains("ExtraInfoReply");
  }

  @Test
  void extraInfoReplies_moreThanQuestions_areABadRequestAndTheEnd() throws Exception {
    Gate answered = new Gate();
    runner.start(
        Filters.request(
            "asks",
            (call, conf) -> {
              assertThat(call.variable("a")).contains("1");
              answered.open();
              new Gate().pass();
              return Decision.proceed();
            }));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("asks", "")));
    client.receiveQuestion();
    client.send(Calls.info("1"));
    answered.pass();

    client.send(Calls.info("2"));

    assertThat(client.receive()).isEqualTo(TestClient.BAD_REQUEST);
    client.assertClosed();
  }

  /** A connection on which a call waits in a filter that ends only when it is interrupted. */
  private TestClient clientInACall() throws InterruptedException {
    runner.start(Filters.request("waits", (call, conf) -> waitForInterrupt()));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("waits", "")));
    started.pass();
    return client;
  }

  /** The same for a response. */
  private TestClient clientInAResponse() throws InterruptedException {
    runner.start(
        Filters.response(
            "waits",
            (call, conf) -> {
              var unused = waitForInterrupt();
            }));
    TestClient client = runner.connect();
    client.send(Calls.response(5, client.prepare("waits", "")));
    started.pass();
    return client;
  }

  private Decision waitForInterrupt() throws InterruptedException {
    started.open();
    try {
      new Gate().pass();
    } catch (InterruptedException e) {
      ends.add("interrupted");
      throw e;
    }
    return Decision.proceed();
  }
}
