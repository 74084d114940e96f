/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.RequestAction;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an asynchronous filter does with answers of APISIX, and where. */
class CallbackTest {

  private static final Duration OVER = Duration.ofSeconds(31);

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate entered = new Gate();
  private final Gate go = new Gate();

  /** A filter that says in which thread and context it goes on; its conf is what it asks for. */
  public static final class SaysWhere implements AsyncFilter<String> {

    /** Made by the test, through the plugin's class loader. */
    public SaysWhere() {}

    @Override
    public String name() {
      return "says-where";
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }

    @Override
    public CompletionStage<Decision> onRequestAsync(RequestCall call, String conf) {
      CompletionStage<?> answer = conf.equals("body") ? call.bodyAsync() : call.variableAsync(conf);
      return answer.thenApply(value -> where());
    }

    private Decision where() {
      Thread thread = Thread.currentThread();
      boolean own = thread.getContextClassLoader() == getClass().getClassLoader();
      return Decision.stop(own ? 200 : 500).header("Thread", thread.getName());
    }
  }

  static Stream<Function<RequestCall, CompletionStage<?>>> questions() {
    return Stream.of(call -> call.variableAsync("uri"), RequestCall::bodyAsync);
  }

  @Test
  void callback_runsOnAWorkerInThePluginsContext() throws Exception {
    try (OneFilterLoader loader = new OneFilterLoader(SaysWhere.class)) {
      runner.start((Filter<?>) loader.newFilter());
      TestClient client = runner.connect();
      for (String question : new String[] {"uri", "body"}) {
        client.send(Calls.request(5, client.prepare("says-where", question)));
        client.receiveQuestion();
        client.send(Calls.info("1"));

        RequestAction.Stop stop = (RequestAction.Stop) TestClient.action(5, client.receive());

        assertThat(stop.status()).as("in its plugin's context, %s", question).isEqualTo(200);
        assertThat(stop.headers().get(0).value().orElseThrow().string()).startsWith("a6-call-");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void callback_thatBlocks_doesNotHoldTheReplyAtTheDeadline(
      Function<RequestCall, CompletionStage<?>> question) throws Exception {
    runner.start(
        config -> config.eventLoops(1),
        Filters.asyncRequest(
            "blocks", (call, conf) -> question.apply(call).handle((value, e) -> block())));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("blocks", "")));
    client.receiveQuestion();

    runner.clock.advance(OVER);

    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    entered.pass();
    client.send(Calls.info("late"));
    client.assertUsable();
    go.open();
  }

  @Test
  void filter_thatWaitsForAnAnswerOnTheLoop_isFreedAtTheDeadline() {
    runner.start(
        config -> config.eventLoops(1),
        Filters.asyncRequest(
            "joins",
            (call, conf) -> {
              var value = call.variableAsync("uri").toCompletableFuture().join();
              throw new AssertionError("answered: " + value);
            }));
    TestClient other = runner.connect();
    long free = other.prepare();
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("joins", "")));
    assertThat(client.receiveQuestion()).isEqualTo(new ExtraInfo.Variable("uri"));
    other.send(Calls.request(6, free));

    runner.clock.advance(OVER);

    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(other.receive()).isEqualTo(Calls.proceeds(6));
    client.send(Calls.info("late"));
    client.assertUsable();
  }

  private Decision block() {
    entered.open();
    try {
      go.pass();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return Decision.proceed();
  }
}
