/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.Frames;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RequestAction.Rewrite;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.protocol.Wire;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rare, but legal, gets through a runner as it is. */
class OddInputTest {

  private static final Text LATIN = Text.decode(new byte[] {'c', 'a', 'f', (byte) 0xE9});
  private static final Text BROKEN = Text.decode(new byte[] {'x', (byte) 0xC3});

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  @AfterEach
  void nobodyComplained() {
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void valuesThatAreNoUtf8_areReadByAFilterAndNotTouched() {
    List<TextEntry> entries =
        List.of(
            new TextEntry(Text.of("a"), some(LATIN)), new TextEntry(Text.of("b"), some(BROKEN)));

    RequestAction action =
        call(
            entries,
            entries,
            call -> {
              assertThat(call.args().first("a")).contains("caf\u00e9");
              assertThat(call.args().first("b")).contains("x\u00c3");
              assertThat(call.headers().first("A")).contains("caf\u00e9");
            });

    assertThat(action).isEqualTo(RequestAction.NONE);
  }

  @Test
  void argumentWhoseNameIsNoUtf8_removed_isRemovedByItsBytes() {
    List<TextEntry> args = List.of(new TextEntry(LATIN, some(BROKEN)), TextEntry.of("b", "1"));

    RequestAction action = call(args, List.of(), call -> call.args().remove("caf\u00e9"));

    assertThat(((Rewrite) action).args())
        .containsExactly(new TextEntry(LATIN, Optional.empty()), TextEntry.of("caf\u00e9"));
  }

  @Test
  void argumentWhoseNameIsNoUtf8_set_doesNotStayBesideTheNewOne() {
    List<TextEntry> args = List.of(new TextEntry(LATIN, some(BROKEN)));

    RequestAction action = call(args, List.of(), call -> call.args().set("caf\u00e9", "new"));

    assertThat(((Rewrite) action).args())
        .containsExactly(new TextEntry(LATIN, Optional.empty()), TextEntry.of("caf\u00e9", "new"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-to\u212Aen", "x-to\u212aEN", "\u0445-token"})
  void headerThatOnlyLooksLikeAnother_isNotThatOne(String name) {
    RequestAction action =
        call(
            List.of(),
            List.of(TextEntry.of(name, "forged")),
            call -> {
              assertThat(call.headers().first("X-Token")).isEmpty();
              assertThat(call.headers().contains("x-token")).isFalse();
              assertThat(call.headers().asList())
                  .singleElement()
                  .satisfies(header -> assertThat(header.isNamed("x-token")).isFalse());
              call.headers().remove("x-token");
            });

    assertThat(((Rewrite) action).headers())
        .as("what APISIX takes away is the other one")
        .containsExactly(TextEntry.of("x-token"));
  }

  @Test
  void emptyHeaderName_isSeenAndStaysOnAResponse() {
    runner.start(
        Filters.response(
            "adds",
            (call, conf) -> {
              assertThat(call.headers().asList()).extracting(Header::name).containsExactly("", "a");
              call.headers().add("X-New", "1");
            }));
    TestClient client = runner.connect();
    List<TextEntry> headers =
        List.of(TextEntry.of("", "no name"), new TextEntry(Text.of("a"), some(BROKEN)));

    client.send(new HttpRespCall(5, 200, headers, client.prepare("adds", "")));

    assertThat(((HttpRespReply) client.receive()).headers())
        .containsExactly(headers.get(0), headers.get(1), TextEntry.of("X-New", "1"));
  }

  @Test
  void emptyHeaderName_isSeenAndStaysOnARequest() {
    TextEntry nameless = new TextEntry(Text.of(""), some(BROKEN));

    RequestAction action =
        call(
            List.of(),
            List.of(nameless, TextEntry.of("a", "1")),
            call -> {
              assertThat(call.headers().asList()).extracting(Header::name).containsExactly("", "a");
              call.headers().set("X-New", call.headers().first("").map(v -> "seen").orElse(""));
            });

    // What is not named stays as the upstream would have got it.
    assertThat(action).isEqualTo(Calls.rewriteHeaders("X-New", "seen"));
  }

  @Test
  void tenThousandArguments_areAllSeenAndOneCanBeChanged() {
    List<TextEntry> args =
        IntStream.range(0, 10_000).mapToObj(i -> TextEntry.of("a" + i, "" + i)).toList();

    RequestAction action =
        call(
            args,
            List.of(),
            call -> {
              assertThat(call.args().asList()).hasSize(10_000);
              call.args().set("a9999", "last");
            });

    assertThat(((Rewrite) action).args()).containsExactly(TextEntry.of("a9999", "last"));
  }

  @Test
  void payloadOfTheLongestLength_isRead() {
    runner.start(
        Filters.request("reads", (call, conf) -> Decision.stop(200).body("" + call.body().size())));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("reads", "")));
    client.receiveQuestion();

    client.sendBytes(longest(Bytes.of(new byte[Frames.MAX_PAYLOAD_LENGTH - 103])));

    assertThat(TestClient.action(5, client.receive()))
        .isEqualTo(Calls.stop(200, "" + (Frames.MAX_PAYLOAD_LENGTH - 103)));
    client.assertUsable();
  }

  /** The frame of an answer, filled up to the last length that its header can say. */
  private static byte[] longest(Bytes body) {
    byte[] frame = Wire.frame(new ExtraInfoReply(Optional.of(body)));
    byte[] bytes = Arrays.copyOf(frame, Frames.HEADER_LENGTH + Frames.MAX_PAYLOAD_LENGTH);
    Unpooled.wrappedBuffer(bytes).setMedium(1, Frames.MAX_PAYLOAD_LENGTH);
    return bytes;
  }

  private RequestAction call(
      List<TextEntry> args, List<TextEntry> headers, Consumer<RequestCall> work) {
    runner.start(
        Filters.request(
            "works",
            (call, conf) -> {
              work.accept(call);
              return Decision.proceed();
            }));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("works", ""), args, headers));
    return TestClient.action(5, client.receive());
  }

  private static Optional<Text> some(Text text) {
    return Optional.of(text);
  }
}
