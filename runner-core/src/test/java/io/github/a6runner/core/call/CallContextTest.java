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
import io.github.a6runner.api.Needs;
import io.github.a6runner.core.Calls;
import io.github.a6runner.core.call.GatewayInfo.Question;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.TextEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallContextTest {
  private static final long NOW = 1000;
  private static final int LARGEST_BODY = (1 << 24) - 1 - 32;

  private final List<Question> sent = new ArrayList<>();
  private final GatewayInfo info = new GatewayInfo(new ExtraInfo.RequestBody(), sent::addAll);

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void fetch_nothingNeeded_asksNothing() {
    assertThat(context(NOW).fetch(Needs.none(), state())).isEmpty();

    assertThat(sent).isEmpty();
  }

  @Test
  void fetch_variableAndBody_asksBothAndIsThereWhenBothAre() {
    CompletionStage<Void> coming =
        context(NOW).fetch(Needs.variables("v").and(Needs.body()), state()).orElseThrow();
    assertThat(sent)
        .extracting(Question::info)
        .containsExactly(new ExtraInfo.Variable("v"), new ExtraInfo.RequestBody());

    answer(0);
    assertThat(coming.toCompletableFuture()).isNotDone();
    answer(1);

    assertThat(coming.toCompletableFuture()).isCompleted();
  }

  @Test
  void fetch_whatIsKnownAlready_isNotWaitedFor() {
    assertThat(context(NOW).fetch(Needs.variables("v"), state())).isPresent();
    answer(0);

    assertThat(context(NOW).fetch(Needs.variables("v"), state())).isEmpty();
  }

  @Test
  void fetch_bodyThatAFilterReplaced_asksNothing() {
    RequestState state = state();
    state.replaceBody(Body.of("new"));

    assertThat(context(NOW).fetch(Needs.body(), state)).isEmpty();
    assertThat(sent).isEmpty();
  }

  @Test
  void fetch_bodyAnnouncedTooLarge_asksForTheRestAlone() {
    RequestState state = state(TextEntry.of("Content-Length", "16777184"));

    assertThat(context(NOW).fetch(Needs.variables("v").and(Needs.body()), state)).isPresent();

    assertThat(sent).extracting(Question::info).containsExactly(new ExtraInfo.Variable("v"));
  }

  @Test
  void checkAnnounced_theLargestThatFits_isLetThrough() {
    context(NOW).checkAnnounced(headers("" + LARGEST_BODY));

    assertThatExceptionOfType(BodyUnavailableException.class)
        .isThrownBy(() -> context(NOW).checkAnnounced(headers("" + (LARGEST_BODY + 1))))
        .withMessageContaining("larger than " + LARGEST_BODY)
        .matches(e -> e.reason() == BodyUnavailableException.Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10000000000", "99999999999", " 99999999 ", "184467440737095516160"})
  void checkAnnounced_farTooLarge_isRefused(String length) {
    assertThatExceptionOfType(BodyUnavailableException.class)
        .isThrownBy(() -> context(NOW).checkAnnounced(headers(length)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-99999999",
        "99999999x",
        "/99999999",
        ":99999999",
        "0",
        "0000000001",
        "9999999"
      })
  void checkAnnounced_noNumberOrASmallOne_isLetThrough(String length) {
    context(NOW).checkAnnounced(headers(length));

    assertThat(context(NOW).fetch(Needs.body(), state(TextEntry.of("content-length", length))))
        .as("asked for")
        .isPresent();
  }

  @Test
  void atMost_earlierEnd_isTheEndFromThenOn() {
    assertThat(context(NOW + 100).atMost(NOW + 99).timeLeft()).isEqualTo(Duration.ofNanos(99));
    assertThat(context(NOW + 100).atMost(NOW + 101).timeLeft()).isEqualTo(Duration.ofNanos(100));
  }

  @Test
  void atMost_sameEnd_isTheSameContext() {
    CallContext context = context(NOW + 100);

    assertThat(context.atMost(NOW + 100)).isSameAs(context);
  }

  @Test
  void timeLeft_afterTheEnd_isNone() {
    assertThat(context(NOW - 1).timeLeft()).isZero();
  }

  @Test
  void await_answerThatIsThere_isGivenOnAnyThread() {
    CompletableFuture<String> there = CompletableFuture.completedFuture("x");

    assertThat(context(NOW, true).await(there, "it")).isEqualTo("x");
    assertThat(context(NOW, false).await(there, "it")).isEqualTo("x");
  }

  @Test
  void await_onTheEventLoop_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> context(NOW, true).await(new CompletableFuture<>(), "variable v"))
        .withMessageStartingWith("variable v: not fetched");
  }

  @Test
  void await_timeOver_abortsTheCall() {
    assertThatExceptionOfType(CallAbortedException.class)
        .isThrownBy(() -> context(NOW).await(new CompletableFuture<>(), "it"))
        .withMessage("call 7: its time is over");
  }

  @Test
  void await_callAborted_throwsThatVeryException() {
    CallAbortedException why = new CallAbortedException("hung up");

    assertThatExceptionOfType(CallAbortedException.class)
        .isThrownBy(() -> context(NOW).await(CompletableFuture.failedFuture(why), "it"))
        .isSameAs(why);
  }

  @Test
  void await_otherFailure_isWrappedWithWhatItWas() {
    IOException why = new IOException("broken");

    assertThatIllegalStateException()
        .isThrownBy(() -> context(NOW).await(CompletableFuture.failedFuture(why), "body"))
        .withMessage("body: could not be had")
        .withCause(why);
  }

  @Test
  void await_interrupted_abortsTheCallAndKeepsTheInterrupt() {
    Thread.currentThread().interrupt();
    long deadline = NOW + TimeUnit.MINUTES.toNanos(1);

    assertThatExceptionOfType(CallAbortedException.class)
        .isThrownBy(() -> context(deadline).await(new CompletableFuture<>(), "body"))
        .withMessageContaining("interrupted while waiting for body");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void checkVariableName_longest_isTakenAndLongerIsRefused() {
    CallContext.checkVariableName("x".repeat(1024));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CallContext.checkVariableName("x".repeat(1025)))
        .withMessage("variable name: 1025 characters (expected: at most 1024)");
  }

  private void answer(int index) {
    sent.get(index).answer().complete(Optional.of(Calls.bytes("x")));
  }

  private static RequestState state(TextEntry... headers) {
    return new RequestState(Calls.request(7, 1, List.of(), List.of(headers)));
  }

  private static EntryList headers(String length) {
    return EntryList.ofResponseHeaders(Calls.entries("content-length", length));
  }

  private CallContext context(long deadlineNanos) {
    return new CallContext(7, info, deadlineNanos, () -> NOW, () -> false);
  }

  private CallContext context(long deadlineNanos, boolean onEventLoop) {
    return new CallContext(7, info, deadlineNanos, () -> NOW, () -> onEventLoop);
  }
}
