/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.BodyUnavailableException;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a filter sees of a response and what of it comes back, over a real socket. */
class ResponseCallTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  @Test
  void headerAdded_keepsBothCookiesAndTheContentType() {
    runner.start(Filters.response("adds", (call, conf) -> call.headers().add("X-New", "1")));
    TestClient client = runner.connect();
    String[] upstream = {
      "Content-Type", "application/json", "Set-Cookie", "a=1", "Set-Cookie", "b=2"
    };

    HttpRespReply reply = client.response(0, client.prepare("adds", ""), upstream);

    List<TextEntry> expected = new ArrayList<>(Calls.entries(upstream));
    expected.add(TextEntry.of("X-New", "1"));
    assertThat(reply).isEqualTo(new HttpRespReply(0, 0, expected, Bytes.EMPTY));
  }

  @Test
  void bytesThatAreNoUtf8_leaveAsTheyCame() {
    runner.start(Filters.response("adds", (call, conf) -> call.headers().add("X-New", "1")));
    TestClient client = runner.connect();
    Text latin = Text.decode(new byte[] {'M', (byte) 0xFC, 'n'});
    TextEntry header = new TextEntry(Text.of("X-City"), Optional.of(latin));

    client.send(new HttpRespCall(5, 200, List.of(header), client.prepare("adds", "")));
    HttpRespReply reply = (HttpRespReply) client.receive();

    assertThat(reply.headers().get(0).value().orElseThrow().toByteArray())
        .containsExactly('M', 0xFC, 'n');
  }

  @Test
  void bytesThatAreNoUtf8_areReadAsLatin1() {
    runner.start(
        Filters.response(
            "copies",
            (call, conf) ->
                call.headers().set("X-Copy", call.headers().first("x-city").orElse(""))));
    TestClient client = runner.connect();
    Text latin = Text.decode(new byte[] {'M', (byte) 0xFC, 'n'});
    TextEntry header = new TextEntry(Text.of("X-City"), Optional.of(latin));

    client.send(new HttpRespCall(5, 200, List.of(header), client.prepare("copies", "")));

    assertThat(((HttpRespReply) client.receive()).headers())
        .containsExactly(header, TextEntry.of("X-Copy", "M\u00fcn"));
  }

  @Test
  void body_isTheUpstreamsAndCanBeReplaced() {
    runner.start(
        Filters.response("shouts", (call, conf) -> call.replaceBody(call.body().text() + "!")));
    TestClient client = runner.connect();
    client.send(Calls.response(5, client.prepare("shouts", ""), "Content-Type", "text/plain"));

    assertThat(client.receiveQuestion()).isEqualTo(new ExtraInfo.ResponseBody());
    client.send(Calls.info("hi"));

    assertThat(client.receive())
        .isEqualTo(
            new HttpRespReply(
                5, 0, Calls.entries("Content-Type", "text/plain"), Calls.bytes("hi!")));
  }

  @Test
  void decodedBody_ofAGzipResponse_isPlainAndReplacingItTakesTheEncodingAway() throws Exception {
    runner.start(
        Filters.response(
            "shouts", (call, conf) -> call.replaceBody(call.decodedBody().text() + "!")));
    TestClient client = runner.connect();
    client.send(
        Calls.response(5, client.prepare("shouts", ""), "Content-Encoding", "gzip", "a", "1"));

    client.receiveQuestion();
    client.send(new ExtraInfoReply(Optional.of(Bytes.of(gzip("hi")))));

    assertThat(client.receive())
        .isEqualTo(new HttpRespReply(5, 0, Calls.entries("a", "1"), Calls.bytes("hi!")));
  }

  @Test
  void body_announcedTooLarge_isRefusedBeforeApisixIsAsked() {
    runner.start(
        Filters.response(
            "reads",
            (call, conf) -> {
              assertThatThrownBy(call::body).isInstanceOf(BodyUnavailableException.class);
              call.replaceBody(Body.of("refused"));
            }));
    TestClient client = runner.connect();

    HttpRespReply reply =
        client.response(5, client.prepare("reads", ""), "content-length", "16777216");

    assertThat(reply.body()).isEqualTo(Calls.bytes("refused"));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
