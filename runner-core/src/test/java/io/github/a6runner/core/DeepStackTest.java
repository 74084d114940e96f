/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The stack ends within what the runner itself does for a filter. */
@Timeout(60)
@SuppressWarnings({"InfiniteRecursion", "NullAway.Init"}) // on purpose; start() comes first
class DeepStackTest {
  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate begun = new Gate();
  private final Gate go = new Gate();
  private final Filter<String> waits =
      Filters.request(
          "waits",
          (call, conf) -> {
            begun.open();
            go.pass();
            return Decision.stop(204);
          });

  private TestClient client;
  private TestClient other;

  /** What a filter does until its stack ends. */
  private interface Deeper {
    void go(RequestCall call);
  }

  static Stream<Arguments> forms() {
    return Stream.of(
            Arguments.of("a header", (Deeper) DeepStackTest::setHeaders),
            Arguments.of("an argument", (Deeper) DeepStackTest::readArguments))
        .flatMap(
            each ->
                Stream.of("blocking", "non-blocking", "asynchronous")
                    .map(form -> Arguments.of(each.get()[0], form, each.get()[1])));
  }

  private static void setHeaders(RequestCall call) {
    call.headers().set("X-Deep", call.headers().first("X-Deep").orElse("1"));
    setHeaders(call);
  }

  private static void readArguments(RequestCall call) {
    call.args().set("deep", "" + call.args().asList().size());
    readArguments(call);
  }

  private void start(Filter<?> deep) throws InterruptedException {
    runner.start(config -> config.eventLoops(1).workerThreads(3), deep, waits);
    other = runner.connect();
    other.send(Calls.request(9, other.prepare("waits", "")));
    begun.pass();
    client = runner.connect();
  }

  private static Filter<String> form(String form, Deeper deeper) {
    Filters.OnRequest work =
        (call, conf) -> {
          deeper.go(call);
          return Decision.proceed();
        };
    return switch (form) {
      case "blocking" -> Filters.request("deep", work);
      case "non-blocking" -> Filters.quickRequest("deep", Needs.none(), work);
      default ->
          Filters.asyncRequest(
              "deep", (call, conf) -> CompletableFuture.completedStage(work.decide(call, conf)));
    };
  }

  private void assertOthersGoOn() {
    client.assertUsable();
    go.open();
    assertThat(TestClient.action(9, other.receive())).isEqualTo(Calls.stop(204, ""));
    other.assertUsable();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("forms")
  void filter_whoseStackEndsWithin_failsItsCallAlone(String what, String form, Deeper deeper)
      throws Exception {
    start(form(form, deeper));

    assertThat(client.ask(Calls.request(5, client.prepare("deep", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);

    assertOthersGoOn();
    assertThat(log.thrown()).containsExactly("java.lang.StackOverflowError");
  }

  /** Tries at each depth, from where there is no room for it to where there is. */
  private static void setAtTheEnd(RequestCall call) {
    try {
      setAtTheEnd(call);
    } catch (StackOverflowError e) {
      call.headers().set("X-Deep", "set");
    }
  }

  @ParameterizedTest
  @MethodSource("executions")
  void header_setWithTheLastRoomOfTheStack_isSetOnce(String form) throws Exception {
    start(form(form, DeepStackTest::setAtTheEnd));

    assertThat(client.request(5, client.prepare("deep", "")))
        .isEqualTo(Calls.rewriteHeaders("X-Deep", "set"));

    assertOthersGoOn();
    assertThat(log.thrown()).isEmpty();
  }

  static Stream<String> executions() {
    return Stream.of("blocking", "non-blocking", "asynchronous");
  }

  private static void askAtTheEnd(RequestCall call, AtomicInteger tries) {
    try {
      askAtTheEnd(call, tries);
    } catch (StackOverflowError e) {
      var unused = call.variableAsync("v".concat(Integer.toString(tries.incrementAndGet())));
    }
  }

  /** Another one at each depth. What was asked is answered before the call is over. */
  @ParameterizedTest
  @MethodSource("executions")
  void question_askedWithTheLastRoomOfTheStack_leavesNothingHalfAsked(String form)
      throws Exception {
    AtomicInteger tries = new AtomicInteger();
    start(form(form, call -> fail(() -> askAtTheEnd(call, tries))));
    client.send(Calls.request(5, client.prepare("deep", "")));

    RunnerMessage message = client.receive();
    while (message instanceof ExtraInfoQuery) {
      client.send(Calls.info("x"));
      message = client.receive();
    }

    assertThat(message).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(tries).hasPositiveValue();
    assertOthersGoOn();
  }

  private static void fail(Runnable first) {
    first.run();
    throw new IllegalStateException("expected by the test");
  }
}
