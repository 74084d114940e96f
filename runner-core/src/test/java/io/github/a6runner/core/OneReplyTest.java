/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exactly one reply leaves for a call, and nothing of it disturbs the next. */
class OneReplyTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  /** A stage that tells everybody twice, once at once and once later. */
  private static final class Babbler extends CompletableFuture<Decision> {

    private final List<BiConsumer<? super Decision, ? super @Nullable Throwable>> listeners =
        new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<Decision> whenComplete(
        BiConsumer<? super Decision, ? super @Nullable Throwable> action) {
      listeners.add(action);
      action.accept(Decision.proceed(), null);
      return this;
    }

    void again() {
      assertThat(listeners).isNotEmpty();
      listeners.forEach(listener -> listener.accept(Decision.stop(500), null));
    }
  }

  @Test
  void stage_thatCompletesTwice_countsOnce() {
    Babbler stage = new Babbler();
    AtomicInteger runs = new AtomicInteger();
    runner.start(
        Filters.asyncRequest("babbles", (call, conf) -> stage),
        Filters.request(
            "next",
            (call, conf) -> {
              stage.again();
              return Decision.stop(200 + runs.incrementAndGet());
            }));
    TestClient client = runner.connect();
    long token = client.prepare("babbles", "", "next", "");

    assertThat(client.request(5, token)).isEqualTo(Calls.stop(201, ""));
    stage.again();

    client.assertUsable();
    assertThat(client.request(6, token)).isEqualTo(Calls.stop(202, ""));
  }

  @Test
  void stop_whileQueriesAreUnanswered_leavesTheConnectionUsable() {
    startImpatient();
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("impatient", "")));

    List<ExtraInfo> questions =
        List.of(client.receiveQuestion(), client.receiveQuestion(), client.receiveQuestion());
    assertThat(questions)
        .extracting(ExtraInfo.Variable.class::cast)
        .extracting(ExtraInfo.Variable::name)
        .containsExactly("a", "b", "c");
    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(403, ""));
    client.send(Calls.info("1"));
    client.send(new ExtraInfoReply(Optional.empty()));
    client.send(Calls.info("3"));

    client.assertUsable();
    assertThat(log.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void call_beforeTheAnswersOfTheLastOneAreThrough_isABadRequest(int answered) {
    startImpatient();
    TestClient client = runner.connect();
    long token = client.prepare("impatient", "");
    client.send(Calls.request(5, token));
    for (int i = 0; i < 3; i++) {
      client.receiveQuestion();
    }
    client.receive();

    for (int i = 0; i < answered; i++) {
      client.send(Calls.info(""));
    }
    assertThat(client.ask(Calls.request(6, token))).isEqualTo(TestClient.BAD_REQUEST);
    client.assertClosed();
  }

  @Test
  void extraInfoReply_oneMoreThanWasSwallowed_isABadRequest() {
    startImpatient();
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("impatient", "")));
    for (int i = 0; i < 3; i++) {
      client.receiveQuestion();
    }
    client.receive();

    for (int i = 0; i < 4; i++) {
      client.send(Calls.info(""));
    }
    assertThat(client.receive()).isEqualTo(TestClient.BAD_REQUEST);
    client.assertClosed();
  }

  @Test
  void changes_afterTheFilterDecided_areRefused() throws Exception {
    CompletableFuture<Throwable> refusal = new CompletableFuture<>();
    Gate decided = new Gate();
    runner.start(
        Filters.request(
            "leaks",
            (call, conf) -> {
              var unused =
                  CompletableFuture.runAsync(
                          () -> {
                            pass(decided);
                            call.headers().set("X-Late", "1");
                          })
                      .whenComplete((done, failure) -> refusal.complete(failure));
              return Decision.proceed();
            }),
        Filters.request(
            "waits",
            (call, conf) -> {
              decided.open();
              assertThat(refusal.join()).hasRootCauseInstanceOf(IllegalStateException.class);
              return Decision.proceed();
            }));
    TestClient client = runner.connect();

    assertThat(client.request(5, client.prepare("leaks", "", "waits", "")))
        .isEqualTo(Calls.UNCHANGED);
  }

  private void startImpatient() {
    runner.start(
        Filters.asyncRequest(
            "impatient",
            (call, conf) -> {
              for (String name : List.of("a", "b", "c")) {
                var unused = call.variableAsync(name);
              }
              return CompletableFuture.completedStage(Decision.stop(403));
            }));
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
