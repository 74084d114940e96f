/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.BodyUnavailableException;
import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.QueryArg;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.TraceParent;
import io.github.a6runner.core.Calls;
import io.github.a6runner.core.call.GatewayInfo.Question;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request as a filter sees it, without a connection under it. */
class RequestCallViewTest {
  private static final String TOO_LATE = "call 7: changed too late";

  private final List<Question> sent = new ArrayList<>();
  private final List<CompletableFuture<?>> followed = new ArrayList<>();
  private final GatewayInfo info = new GatewayInfo(new ExtraInfo.RequestBody(), sent::addAll);
  private boolean onEventLoop;
  private RequestState state = state(Calls.IPV4, "x-request-id", "r", "b", "2");
  private RequestCallView call = view();

  static List<Arguments> changes() {
    return List.of(
        change("path", call -> call.path("/x")),
        change("header", call -> call.headers().set("a", "1")),
        change("no header", call -> call.headers().remove("b")),
        change("argument", call -> call.args().set("a", List.of("1"))),
        change("no argument", call -> call.args().remove("q")),
        change("header of the response", call -> call.responseHeaders().add("a", "1")),
        change("no header of the response", call -> call.responseHeaders().remove("a")),
        change("body", call -> call.replaceBody(Body.of("x"))));
  }

  static List<Arguments> questions() {
    return List.of(
        change("variable", call -> call.variable("v")),
        change("variable later", call -> call.variableAsync("v")),
        change("body", RequestCall::body),
        change("body later", RequestCall::bodyAsync),
        change("decoded body", RequestCall::decodedBody));
  }

  @ParameterizedTest
  @CsvSource({
    "Ä-b, Ä-B, true",
    "Ä-b, ä-b, false",
    "k, \u212A, false",
    "A, a, true",
    "a, ab, false"
  })
  void headers_named_areTheSameHoweverOneLooks(String came, String asked, boolean same) {
    state = state(Calls.IPV4, came, "1");
    call = view();

    assertThat(call.headers().first(asked).isPresent()).isEqualTo(same);
    assertThat(call.headers().contains(asked)).isEqualTo(same);
    assertThat(call.headers().all(asked)).hasSize(same ? 1 : 0);
    assertThat(call.headers().asList()).allMatch(header -> header.isNamed(asked) == same);
  }

  @Test
  void view_ofACall_showsWhatCame() {
    assertThat(call.id()).isEqualTo(7);
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.path()).isEqualTo("/p");
    assertThat(call.requestId()).contains("r");
    assertThat(call.traceParent()).isEmpty();
    assertThat(call.headers().asList()).contains(new Header("b", "2"));
    assertThat(call.headers().first("B")).contains("2");
    assertThat(call.args().asList()).containsExactly(new QueryArg("q", Optional.of("1")));
    assertThat(call.args().first("q")).contains("1");
    assertThat(call.args().contains("q")).isTrue();
    assertThat(call.args().contains("Q")).isFalse();
    assertThat(call.timeLeft()).isEqualTo(Duration.ofNanos(50));
  }

  @Test
  void traceParent_ofACallThatHasOne_isRead() {
    String header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    state = state(Calls.IPV4, "traceparent", header);

    assertThat(view().traceParent()).map(TraceParent::header).contains(header);
  }

  @Test
  void requestId_isOfTheHeadersThatCame() {
    call.headers().set("x-request-id", "other");

    assertThat(call.requestId()).contains("r");
  }

  @ParameterizedTest
  @CsvSource({
    "0a000007, 10.0.0.7",
    "20010db8000000000000000000000001, 2001:db8:0:0:0:0:0:1",
    "756e6978, 117.110.105.120",
    "756e69783a, none",
    "'', none"
  })
  void clientAddress_ofEachLength_isReadIfItIsOne(String hex, String address) {
    state = state(Bytes.of(HexFormat.of().parseHex(hex)));

    assertThat(view().clientAddress().map(each -> each.getHostAddress()).orElse("none"))
        .isEqualTo(address);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_beforeTheEnd_isMadeAndAfterItRefused(Consumer<RequestCall> change) {
    CallSnapshot before = state.snapshot();

    call.end();
    assertThatIllegalStateException()
        .isThrownBy(() -> change.accept(call))
        .withMessageStartingWith(TOO_LATE);
    assertThat(state.snapshot()).isEqualTo(before);

    state.responseHeaders().set("a", List.of("0"));
    CallSnapshot started = state.snapshot();
    change.accept(view());
    assertThat(state.snapshot()).isNotEqualTo(started);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void question_afterTheEnd_isAborted(Consumer<RequestCall> question) {
    call.end();

    assertThatExceptionOfType(CallAbortedException.class)
        .isThrownBy(() -> question.accept(call))
        .withMessageStartingWith("call 7: asked too late");
    assertThat(sent).isEmpty();
  }

  @Test
  void setHeader_thatNobodyMaySet_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call.headers().set("Content-Length", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> call.headers().remove("a b"));
    assertThatIllegalArgumentException().isThrownBy(() -> call.headers().set("a", "1\n"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call.responseHeaders().add("Content-Type", "x"));
    assertThat(state.headers().changedNames()).isEmpty();
  }

  @Test
  void setArgument_withoutNameOrValue_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> call.args().set("", "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call.args().set("a", List.of()))
        .withMessageContaining("none (expected: at least one");
  }

  @Test
  void variable_known_isGivenEvenOnTheEventLoop() {
    know(call.variableAsync("v"), "1");
    onEventLoop = true;

    assertThat(call.variable("v")).contains("1");
  }

  @Test
  void variable_unknownOnTheEventLoop_isRefusedUnasked() {
    onEventLoop = true;

    assertThatIllegalStateException()
        .isThrownBy(() -> call.variable("v"))
        .withMessageStartingWith("variable v: not fetched");
    assertThat(sent).isEmpty();
  }

  @Test
  void variable_nameThatIsTooLong_isRefusedUnasked() {
    String name = "x".repeat(1025);

    assertThatIllegalArgumentException().isThrownBy(() -> call.variable(name));
    assertThatIllegalArgumentException().isThrownBy(() -> call.variableAsync(name));
    assertThat(sent).isEmpty();
  }

  @Test
  void variableAsync_unanswered_isFollowedAndAnsweredIsNot() {
    CompletionStage<Optional<String>> open = call.variableAsync("v");
    assertThat(followed).hasSize(1);
    know(open, "1");

    assertThat(call.variableAsync("v").toCompletableFuture())
        .isCompletedWithValue(Optional.of("1"));
    assertThat(followed).hasSize(1);
  }

  @Test
  void body_unknownOnTheEventLoop_isRefusedUnasked() {
    onEventLoop = true;

    assertThatIllegalStateException()
        .isThrownBy(() -> call.body())
        .withMessageStartingWith("body: not fetched");
    assertThat(sent).isEmpty();
  }

  @Test
  void body_known_isGivenEvenOnTheEventLoop() {
    know(call.bodyAsync(), "text");
    onEventLoop = true;

    assertThat(call.body()).isEqualTo(Body.of("text"));
  }

  @Test
  void body_replaced_isTheNewOneUnasked() {
    onEventLoop = true;
    call.replaceBody(Body.of("new"));

    assertThat(call.body()).isEqualTo(Body.of("new"));
    assertThat(call.bodyAsync().toCompletableFuture()).isCompletedWithValue(Body.of("new"));
    assertThat(sent).isEmpty();
  }

  @Test
  void body_announcedTooLarge_isRefusedUnasked() {
    state = state(Calls.IPV4, "content-length", "99999999");

    assertThatExceptionOfType(BodyUnavailableException.class).isThrownBy(() -> view().body());
    assertThat(view().bodyAsync().toCompletableFuture()).isCompletedExceptionally();
    assertThat(sent).isEmpty();
  }

  @Test
  void decodedBody_ofACompressedOne_isTheText() throws IOException {
    state = state(Calls.IPV4, "content-encoding", "gzip");
    call = view();
    CompletionStage<Body> open = call.bodyAsync();
    sent.get(0).answer().complete(Optional.of(Bytes.of(gzip("text"))));

    assertThat(open.toCompletableFuture()).isCompletedWithValueMatching(body -> body.size() > 4);
    assertThat(call.decodedBody()).isEqualTo(Body.of("text"));
  }

  @Test
  void decodedBody_withoutAnEncoding_isTheBody() {
    know(call.bodyAsync(), "text");

    assertThat(call.decodedBody()).isSameAs(call.body());
  }

  /** The hundred-and-first may be {@code content-encoding: gzip}, seen or not before. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "content-encoding"})
  void decodedBody_ofARequestWhoseHeadersMayBeCut_isRefused(String last) {
    state = state(Calls.IPV4, hundred(last, "gzip"));
    call = view();
    know(call.bodyAsync(), "text");

    assertThatExceptionOfType(BodyUnavailableException.class)
        .isThrownBy(call::decodedBody)
        .withMessageStartingWith("encoding of the body: unknown")
        .matches(e -> e.reason() == BodyUnavailableException.Reason.UNKNOWN_ENCODING);
    assertThat(call.body()).isEqualTo(Body.of("text"));
  }

  @Test
  void decodedBody_afterAFilterHasTakenHeadersAway_isStillRefused() {
    state = state(Calls.IPV4, hundred("x", "1"));
    call = view();
    call.headers().remove("x");
    know(call.bodyAsync(), "text");

    assertThatExceptionOfType(BodyUnavailableException.class).isThrownBy(call::decodedBody);
  }

  @Test
  void decodedBody_ofHeadersThatMayBeCutButForItsEncoding_isTheBody() {
    state = state(Calls.IPV4, hundred("x", "1"));
    call = view();
    know(call.bodyAsync(), "");
    assertThat(call.decodedBody()).isEqualTo(Body.empty());

    call.replaceBody("new");

    assertThat(call.decodedBody()).isEqualTo(Body.of("new"));
  }

  @Test
  void snapshot_ofChanges_hasThemAll() {
    call.path("/x");
    call.args().set("q", List.of("2", "3"));
    call.headers().remove("x-request-id");
    call.responseHeaders().set("r", "4");
    call.replaceBody(Body.of("new"));

    assertThat(state.snapshot())
        .isEqualTo(
            new CallSnapshot(
                Optional.of("/x"),
                OptionalInt.empty(),
                List.of(new QueryArg("q", Optional.of("2")), new QueryArg("q", Optional.of("3"))),
                List.of(new Header("b", "2")),
                List.of(new Header("r", "4")),
                Optional.of(Body.of("new"))));
  }

  @Test
  void view_ofAState_isOneOfThatRequest() {
    assertThat(state.view(context(), this::follow))
        .asInstanceOf(InstanceOfAssertFactories.type(RequestCall.class))
        .returns("/p", RequestCall::path);
  }

  private static Arguments change(String name, Consumer<RequestCall> change) {
    return Arguments.of(Named.of(name, change));
  }

  private void know(CompletionStage<?> asked, String value) {
    sent.get(sent.size() - 1).answer().complete(Optional.of(Calls.bytes(value)));
    assertThat(asked.toCompletableFuture()).isCompleted();
  }

  private <T> CompletionStage<T> follow(CompletableFuture<T> answer) {
    followed.add(answer);
    return answer;
  }

  private CallContext context() {
    return new CallContext(7, info, 150, () -> 100, () -> onEventLoop);
  }

  private RequestCallView view() {
    return new RequestCallView(context(), this::follow, state);
  }

  private static RequestState state(Bytes address, String... headers) {
    return new RequestState(
        new HttpReqCall(
            7,
            address,
            HttpMethod.POST,
            Text.of("/p"),
            List.of(TextEntry.of("q", "1")),
            Calls.entries(headers),
            1));
  }

  private static String[] hundred(String lastName, String lastValue) {
    List<String> headers = new ArrayList<>();
    for (int i = 1; i < 100; i++) {
      headers.addAll(List.of("a" + i, "1"));
    }
    headers.addAll(List.of(lastName, lastValue));
    return headers.toArray(String[]::new);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(Calls.bytes(text).toByteArray());
    }
    return bytes.toByteArray();
  }
}
