/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Decision;
import io.github.a6runner.core.Calls;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RequestAction.Rewrite;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestRepliesTest {

  private static final Rewrite NOTHING =
      new Rewrite(Optional.empty(), List.of(), List.of(), List.of(), Bytes.EMPTY);

  static Stream<Arguments> changes() {
    List<TextEntry> none = List.of();
    return Stream.of(
        change("nothing", state -> {}, RequestAction.NONE),
        change(
            "path",
            state -> state.path("/new"),
            new Rewrite(Optional.of(Text.of("/new")), none, none, none, Bytes.EMPTY)),
        change(
            "header set, the others left out",
            state -> state.headers().set("X-A", List.of("2")),
            headers(TextEntry.of("X-A", "2"))),
        change(
            "header removed", state -> state.headers().remove("X-A"), headers(TextEntry.of("X-A"))),
        change(
            "header removed that was not handed over",
            state -> state.headers().remove("X-Role"),
            headers(TextEntry.of("X-Role"))),
        change(
            "header set and removed again",
            state -> {
              state.headers().set("new", List.of("1"));
              state.headers().remove("new");
            },
            headers(TextEntry.of("new"))),
        change(
            "argument with several values",
            state -> state.args().set("a", List.of("3", "4")),
            args(TextEntry.of("a", "3"), TextEntry.of("a", "4"))),
        change(
            "argument removed", state -> state.args().remove("flag"), args(TextEntry.of("flag"))),
        change(
            "response headers",
            state -> {
              state.responseHeaders().add("Set-Cookie", "a");
              state.responseHeaders().add("Set-Cookie", "b");
            },
            new Rewrite(
                Optional.empty(),
                none,
                none,
                Calls.entries("Set-Cookie", "a", "Set-Cookie", "b"),
                Bytes.EMPTY)),
        change(
            "body",
            state -> state.replaceBody(Body.of("new")),
            new Rewrite(Optional.empty(), none, none, none, Calls.bytes("new"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void proceed_afterAChange_saysThatChangeAlone(
      String what, Consumer<RequestState> change, RequestAction expected) {
    RequestState state = state();
    change.accept(state);

    assertThat(Replies.proceed(state)).as(what).isEqualTo(new HttpReqReply(0, expected));
  }

  @Test
  void proceed_bodyReplaced_takesAwayItsEncoding() {
    RequestState state =
        new RequestState(
            Calls.request(0, 1, List.of(), Calls.entries("content-encoding", "gzip", "a", "1")));
    state.replaceBody(Body.of("plain"));

    assertThat(Replies.proceed(state))
        .isEqualTo(
            new HttpReqReply(
                0,
                new Rewrite(
                    Optional.empty(),
                    List.of(TextEntry.of("content-encoding")),
                    List.of(),
                    List.of(),
                    Calls.bytes("plain"))));
  }

  @Test
  void stop_afterEarlierResponseHeaders_putsThemFirstButLetsTheStopWin() {
    RequestState state = state();
    state.responseHeaders().add("X-Early", "1");
    state.responseHeaders().add("x-both", "early");
    Decision.Stop stop = Decision.stop(403).header("X-Both", "a").header("X-Both", "b");

    assertThat(Replies.stop(state, stop))
        .isEqualTo(
            new HttpReqReply(0, Calls.stop(403, "", "X-Early", "1", "X-Both", "a", "X-Both", "b")));
  }

  @Test
  void stop_withABody_carriesItsBytes() {
    Decision.Stop stop = (Decision.Stop) Decision.stop(200).body("\u4f60");

    assertThat(Replies.stop(state(), stop))
        .isEqualTo(new HttpReqReply(0, Calls.stop(200, "\u4f60")));
  }

  @Test
  void stop_afterAChangedRequest_saysNothingOfIt() {
    RequestState state = state();
    state.path("/new");
    state.replaceBody(Body.of("x"));

    assertThat(Replies.stop(state, Decision.stop(404)))
        .isEqualTo(new HttpReqReply(0, Calls.stop(404, "")));
  }

  private static RequestState state() {
    return new RequestState(
        Calls.request(
            0,
            1,
            List.of(TextEntry.of("a", "1"), TextEntry.of("flag"), TextEntry.of("a", "2")),
            Calls.entries("x-a", "1", "x-b", "2")));
  }

  private static Arguments change(
      String what, Consumer<RequestState> change, RequestAction expected) {
    return Arguments.of(what, change, expected);
  }

  private static Rewrite headers(TextEntry... headers) {
    return new Rewrite(NOTHING.path(), List.of(headers), List.of(), List.of(), NOTHING.body());
  }

  private static Rewrite args(TextEntry... args) {
    return new Rewrite(NOTHING.path(), List.of(), List.of(args), List.of(), NOTHING.body());
  }
}
