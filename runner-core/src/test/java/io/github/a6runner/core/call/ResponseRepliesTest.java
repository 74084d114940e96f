/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Body;
import io.github.a6runner.core.Calls;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reply to a response carries all headers that are still true, or the gateway drops some. */
class ResponseRepliesTest {

  @Test
  void proceed_nothingChanged_keepsAllHeadersAndNothingElse() {
    String[] headers = {
      "Content-Type", "application/json", "Set-Cookie", "a=1", "X-A", "1", "Set-Cookie", "b=2"
    };

    assertThat(Replies.proceed(state(headers))).isEqualTo(reply(0, Bytes.EMPTY, headers));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void proceed_statusThatHasNoBody_isNotFetchedASecondTime(int status) {
    Bytes inPlace = Bytes.of(new byte[] {'\n'});
    ResponseState came =
        new ResponseState(new HttpRespCall(0, status, Calls.entries("ETag", "1"), 1));
    ResponseState set = state("ETag", "1");
    set.status(status);

    assertThat(Replies.proceed(came)).isEqualTo(reply(0, inPlace, "ETag", "1"));
    came.status(418);
    assertThat(Replies.proceed(came)).isEqualTo(reply(418, inPlace, "ETag", "1"));
    came.replaceBody(Body.of("tea"));
    assertThat(((HttpRespReply) Replies.proceed(came)).body()).isEqualTo(Calls.bytes("tea"));
    assertThat(Replies.proceed(set)).isEqualTo(reply(status, inPlace, "ETag", "1"));
  }

  @Test
  void proceed_headerAdded_keepsTheOthers() {
    ResponseState state = state("Content-Type", "text/html", "Set-Cookie", "a", "Set-Cookie", "b");
    state.headers().add("X-New", "1");

    assertThat(Replies.proceed(state))
        .isEqualTo(
            reply(
                0,
                Bytes.EMPTY,
                "Content-Type",
                "text/html",
                "Set-Cookie",
                "a",
                "Set-Cookie",
                "b",
                "X-New",
                "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Keep-Alive",
        "Proxy-Authenticate",
        "TE",
        "Trailer",
        "Upgrade",
        "date",
        "SERVER",
        "X-Pad",
        "X-Accel-Redirect",
        "x-accel-anything",
        "X_Accel_Redirect",
        "content_length"
      })
  void proceed_headerOfTheConnection_isLeftOut(String name) {
    assertThat(Replies.proceed(state("a", "1", name, "x")))
        .isEqualTo(reply(0, Bytes.EMPTY, "a", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection", "Date", "Server", "X-Accel-Redirect", "Upgrade"})
  void proceed_headerOfTheConnectionThatAFilterSet_isKept(String name) {
    ResponseState state = state("a", "1", name, "x");
    state.headers().set(name, List.of("mine"));

    assertThat(Replies.proceed(state)).isEqualTo(reply(0, Bytes.EMPTY, "a", "1", name, "mine"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Encoding",
        "Content-MD5",
        "Digest",
        "ETag",
        "Last-Modified",
        "Accept-Ranges",
        "Content-Range"
      })
  void proceed_bodyReplaced_dropsWhatWasTrueOfTheOldOne(String name) {
    ResponseState state = state("Content-Type", "text/plain", name, "x");
    state.replaceBody(Body.of("new"));

    assertThat(Replies.proceed(state))
        .isEqualTo(reply(0, Calls.bytes("new"), "Content-Type", "text/plain"));
  }

  @Test
  void proceed_bodyReplacedAndItsEncodingSetAfterwards_keepsTheNewEncoding() {
    ResponseState state = state("Content-Encoding", "gzip");
    state.replaceBody(Body.of("new"));
    state.headers().set("Content-Encoding", List.of("br"));

    assertThat(Replies.proceed(state))
        .isEqualTo(reply(0, Calls.bytes("new"), "Content-Encoding", "br"));
  }

  @Test
  void proceed_statusChanged_saysIt() {
    ResponseState state = state("a", "1");
    state.status(404);

    assertThat(Replies.proceed(state)).isEqualTo(reply(404, Bytes.EMPTY, "a", "1"));
  }

  @Test
  void proceed_statusChangedToWhatItWas_saysNothing() {
    ResponseState state = state("a", "1");
    state.status(404);
    state.status(200);

    assertThat(Replies.proceed(state)).isEqualTo(reply(0, Bytes.EMPTY, "a", "1"));
  }

  @Test
  void proceed_allHeadersRemoved_deletesOneThatIsNotThere() {
    ResponseState state = state("a", "1", "Date", "now");
    state.headers().remove("a");

    assertThat(headers(Replies.proceed(state))).containsExactly(TextEntry.of("Content-Length"));
  }

  @Test
  void proceed_upstreamWithoutHeaders_saysNone() {
    assertThat(headers(Replies.proceed(state()))).isEmpty();
  }

  private static ResponseState state(String... headers) {
    return new ResponseState(Calls.response(0, 1, headers));
  }

  private static RunnerMessage reply(int status, Bytes body, String... headers) {
    return new HttpRespReply(0, status, Calls.entries(headers), body);
  }

  private static List<TextEntry> headers(RunnerMessage reply) {
    return ((HttpRespReply) reply).headers();
  }
}
