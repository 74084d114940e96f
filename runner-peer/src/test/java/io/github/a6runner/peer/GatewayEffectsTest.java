/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static io.github.a6runner.peer.Samples.bytes;
import static io.github.a6runner.peer.Samples.entries;
import static io.github.a6runner.peer.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.peer.RequestEffect.Forwarded;
import io.github.a6runner.peer.RequestEffect.Stopped;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RequestAction.Rewrite;
import io.github.a6runner.protocol.RequestAction.Stop;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayEffectsTest {

  private static final GatewayRequest REQUEST =
      new GatewayRequest(
          HttpMethod.POST,
          Text.of("/old"),
          entries("a=1 b=2 a=3 flag"),
          entries("host=up.example x-a=1 x-b=2 X-A=3 content-length=3"),
          bytes("old"));

  private static final GatewayResponse UPSTREAM =
      new GatewayResponse(
          404,
          entries("Content-Type=text/html Set-Cookie=a set-cookie=b X-Up=1 Location=/"),
          bytes("missing"));

  @Test
  void onRequest_none_forwardsItUnchanged() {
    assertThat(GatewayEffects.onRequest(REQUEST, RequestAction.NONE))
        .isEqualTo(new Forwarded(REQUEST, List.of()));
  }

  @ParameterizedTest
  @CsvSource({"0, 200", "403, 403"})
  void onRequest_stop_answersWithItsStatus(int status, int expected) {
    RequestAction stop = new Stop(status, entries("X-A=1 x-a=2 gone"), bytes("no"));

    assertThat(GatewayEffects.onRequest(REQUEST, stop))
        .isEqualTo(new Stopped(new GatewayResponse(expected, entries("x-a=1 x-a=2"), bytes("no"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''          | a=1 b=2 a=3 flag",
        "a=9         | a=9 b=2 flag",
        "a=9 a=8     | a=9 a=8 b=2 flag",
        "a           | b=2 flag",
        "a a=7       | b=2 flag a=7",
        "flag=       | a=1 b=2 a=3 flag=",
        "c=1 A=2 c=3 | a=1 b=2 a=3 flag c=1 c=3 A=2",
        "none        | a=1 b=2 a=3 flag",
      })
  void onRequest_rewrittenArgs_areReplacedListedOrDeleted(String args, String expected) {
    Forwarded outcome = rewrite(Optional.empty(), entries(""), entries(args), Bytes.EMPTY);

    assertThat(text(outcome.request().args())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''            | host=up.example x-a=1 x-b=2 X-A=3 content-length=3",
        "x-a=9         | host=up.example x-a=9 x-b=2 content-length=3",
        "x-a=9 X-A=8   | host=up.example X-A=8 x-b=2 content-length=3",
        "X-B           | host=up.example x-a=1 X-A=3 content-length=3",
        "Host=new      | Host=new x-a=1 x-b=2 X-A=3 content-length=3",
        "x-c=1 x-none  | host=up.example x-a=1 x-b=2 X-A=3 content-length=3 x-c=1",
      })
  void onRequest_rewrittenHeaders_areSetOneByOne(String headers, String expected) {
    Forwarded outcome = rewrite(Optional.empty(), entries(headers), entries(""), Bytes.EMPTY);

    assertThat(text(outcome.request().headers())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/plain/~a-b_c.d, /plain/~a-b_c.d",
    "/a b, /a%20b",
    "/a?b=c, /a%3Fb=c",
    "/%20, /%2520",
    "/\u00fc, /%C3%BC",
    "'/\"#<>\\^`{|}', /%22%23%3C%3E%5C%5E%60%7B%7C%7D",
    "'/:@!$&()*+,;=[]', '/:@!$&()*+,;=[]'",
  })
  void onRequest_rewrittenPath_isEscaped(String path, String expected) {
    Forwarded outcome = rewrite(Optional.of(path), entries(""), entries(""), Bytes.EMPTY);

    assertThat(outcome.request().path()).isEqualTo(Text.of(expected));
    assertThat(outcome.request().args()).isEqualTo(REQUEST.args());
  }

  @Test
  void onRequest_rewrittenBody_replacesItAndItsLength() {
    Forwarded outcome = rewrite(Optional.empty(), entries(""), entries(""), bytes("newer"));

    assertThat(outcome.request().body()).isEqualTo(bytes("newer"));
    assertThat(text(outcome.request().headers())).endsWith("content-length=5");
  }

  @Test
  void onRequest_emptyBodyInARewrite_keepsTheBody() {
    Forwarded outcome = rewrite(Optional.of("/new"), entries(""), entries(""), Bytes.EMPTY);

    assertThat(outcome.request().body()).isEqualTo(REQUEST.body());
    assertThat(outcome.request().method()).isEqualTo(HttpMethod.POST);
  }

  @Test
  void onRequest_responseHeadersInARewrite_areKeptForTheResponse() {
    List<TextEntry> headers = entries("X-A=1 x-a=2 gone Location=/ CONTENT-TYPE=a/b server=me");
    RequestAction action =
        new Rewrite(Optional.empty(), List.of(), List.of(), headers, Bytes.EMPTY);

    assertThat(GatewayEffects.onRequest(REQUEST, action))
        .isEqualTo(new Forwarded(REQUEST, entries("x-a=1 x-a=2")));
  }

  @Test
  void onRequestFailure_withoutDegradation_stopsWith503() {
    assertThat(GatewayEffects.onRequestFailure(REQUEST, false))
        .isEqualTo(new Stopped(new GatewayResponse(503, List.of(), Bytes.EMPTY)));
    assertThat(GatewayEffects.onRequestFailure(REQUEST, true))
        .isEqualTo(new Forwarded(REQUEST, List.of()));
  }

  @Test
  void onResponse_noHeaderInTheReply_keepsTheUpstreamsExceptTheIgnored() {
    assertThat(respond(0, "", Bytes.EMPTY))
        .isEqualTo(
            new GatewayResponse(
                404, entries("Set-Cookie=a set-cookie=b X-Up=1"), bytes("missing")));
  }

  @Test
  void onResponse_anyHeaderInTheReply_suppressesAllOfTheUpstreams() {
    assertThat(respond(0, "Content-Type=a/b set-cookie=c Set-Cookie=d", Bytes.EMPTY))
        .isEqualTo(
            new GatewayResponse(
                404, entries("content-type=a/b set-cookie=c set-cookie=d"), bytes("missing")));
  }

  @Test
  void onResponse_headersWithUnderscores_haveDashes() {
    assertThat(respond(0, "X_Foo=1", Bytes.EMPTY).headers()).isEqualTo(entries("x-foo=1"));
  }

  @ParameterizedTest
  @CsvSource({"204, ''", "304, ''", "205, no"})
  void answer_statusThatHasNoBody_isSentWithoutOne(int status, String body) {
    assertThat(respond(status, "a=1", bytes("no")).body()).isEqualTo(bytes(body));
    assertThat(GatewayEffects.onRequest(REQUEST, new Stop(status, List.of(), bytes("no"))))
        .isEqualTo(new Stopped(new GatewayResponse(status, List.of(), bytes(body))));
  }

  @Test
  void onResponse_statusAndBody_replaceTheUpstreams() {
    assertThat(respond(503, "a=1", bytes("denied")))
        .isEqualTo(new GatewayResponse(503, entries("a=1"), bytes("denied")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connection",
        "content-length",
        "transfer-encoding",
        "location",
        "server",
        "www-authenticate",
        "content-encoding",
        "content-type",
        "content-location",
        "content-language"
      })
  void onResponse_ignoredHeaderOfTheUpstream_isLost(String name) {
    GatewayResponse upstream = new GatewayResponse(200, entries(name + "=1 kept=1"), Bytes.EMPTY);
    HttpRespReply reply = new HttpRespReply(1, 0, List.of(), Bytes.EMPTY);

    assertThat(GatewayEffects.onResponse(upstream, reply).headers()).isEqualTo(entries("kept=1"));
  }

  @ParameterizedTest
  @CsvSource({"false, 503", "true, 404"})
  void onResponseFailure_letsTheBodyThroughWithoutHeaders(boolean degradation, int status) {
    assertThat(GatewayEffects.onResponseFailure(UPSTREAM, degradation))
        .isEqualTo(new GatewayResponse(status, List.of(), bytes("missing")));
  }

  private static Forwarded rewrite(
      Optional<String> path, List<TextEntry> headers, List<TextEntry> args, Bytes body) {
    RequestAction action = new Rewrite(path.map(Text::of), headers, args, List.of(), body);
    return (Forwarded) GatewayEffects.onRequest(REQUEST, action);
  }

  private static GatewayResponse respond(int status, String headers, Bytes body) {
    return GatewayEffects.onResponse(
        UPSTREAM, new HttpRespReply(1, status, entries(headers), body));
  }
}
