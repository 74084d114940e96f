/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.core.Calls;
import io.github.a6runner.core.call.GatewayInfo.Question;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each thing is asked once, in as few writes as can be, and nothing after the call's end. */
class GatewayInfoTest {
  private static final ExtraInfo BODY = new ExtraInfo.ResponseBody();

  private final List<List<Question>> writes = new ArrayList<>();
  private final GatewayInfo info = new GatewayInfo(BODY, writes::add);

  @Test
  void variable_twice_isOneQuestion() {
    assertThat(info.variable("a")).isSameAs(info.variable("a"));

    assertThat(asked()).containsExactly(List.of(new ExtraInfo.Variable("a")));
  }

  @Test
  void variable_another_isAnotherQuestion() {
    var unused = info.variable("a");
    unused = info.variable("b");

    assertThat(writes).hasSize(2);
  }

  @Test
  void body_twice_isOneQuestionAndOneBody() {
    CompletableFuture<Body> body = info.body();
    answer(0, 0, Optional.of(Calls.bytes("text")));

    assertThat(info.body()).isSameAs(body).isCompletedWithValue(Body.of("text"));
    assertThat(asked()).containsExactly(List.of(BODY));
  }

  @Test
  void body_thatTheGatewayHasNot_isEmpty() {
    CompletableFuture<Body> body = info.body();

    answer(0, 0, Optional.empty());

    assertThat(body).isCompletedWithValue(Body.empty());
  }

  @Test
  void askAll_someAskedBefore_asksTheRestInOneWriteAndWaitsForAll() {
    var unused = info.variable("a");

    CompletableFuture<Void> all = info.askAll(List.of("a", "b"), true);

    assertThat(asked())
        .containsExactly(
            List.of(new ExtraInfo.Variable("a")), List.of(new ExtraInfo.Variable("b"), BODY));
    answer(1, 0, Optional.empty());
    answer(1, 1, Optional.empty());
    assertThat(all).isNotDone();
    answer(0, 0, Optional.empty());
    assertThat(all).isCompleted();
  }

  @Test
  void askAll_withoutBody_doesNotAskForIt() {
    var unused = info.askAll(List.of("a"), false);

    assertThat(asked()).containsExactly(List.of(new ExtraInfo.Variable("a")));
  }

  @Test
  void askAll_allKnown_writesNothing() {
    var unused = info.variable("a");
    answer(0, 0, Optional.empty());

    assertThat(info.askAll(List.of("a"), false)).isCompleted();
    assertThat(writes).hasSize(1);
  }

  @Test
  void knows_isFromTheAnswerOn() {
    assertThat(info.knowsVariable("a")).isFalse();
    assertThat(info.knowsBody()).isFalse();
    var unused = info.askAll(List.of("a"), true);
    assertThat(info.knowsVariable("a")).isFalse();
    assertThat(info.knowsBody()).isFalse();

    answer(0, 0, Optional.empty());
    assertThat(info.knowsVariable("a")).isTrue();
    assertThat(info.knowsBody()).isFalse();
    answer(0, 1, Optional.empty());

    assertThat(info.knowsBody()).isTrue();
    assertThat(info.isAnswered(new ExtraInfo.Variable("b"))).isFalse();
  }

  @Test
  void abort_failsWhatIsOpenAndLeavesWhatIsAnswered() {
    CompletableFuture<Optional<Bytes>> known = info.variable("a");
    CompletableFuture<Optional<Bytes>> open = info.variable("b");
    answer(0, 0, Optional.of(Calls.bytes("1")));

    info.abort(() -> new CallAbortedException("over"));

    assertThat(known).isCompletedWithValue(Optional.of(Calls.bytes("1")));
    assertThat(open)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(CallAbortedException.class);
  }

  @Test
  void abort_thenAsked_failsAndSendsNothing() {
    info.abort(() -> new CallAbortedException("over"));

    assertThat(info.variable("a")).isCompletedExceptionally();
    assertThat(info.body()).isCompletedExceptionally();
    assertThat(writes).isEmpty();
  }

  @Test
  void abort_makesAnExceptionForEachThatIsOpenAndNoOther() {
    AtomicInteger made = new AtomicInteger();
    var unused = info.askAll(List.of("a", "b", "c"), false);
    answer(0, 1, Optional.empty());

    info.abort(() -> new CallAbortedException("number " + made.incrementAndGet()));

    assertThat(made).hasValue(2);
  }

  private List<List<ExtraInfo>> asked() {
    return writes.stream().map(each -> each.stream().map(Question::info).toList()).toList();
  }

  private void answer(int write, int question, Optional<Bytes> value) {
    writes.get(write).get(question).answer().complete(value);
  }
}
