/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.Until;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions of plugins that throw when they are asked for words. */
class UnprintableFailureTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  /** An exception that cannot be printed. */
  private static final class Unprintable extends CompletionException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }
  }

  /** A filter whose configure fails until it is told not to. */
  private static final class Unready implements Filter<String> {

    private volatile boolean ready;

    @Override
    public String name() {
      return "unready";
    }

    @Override
    public String configure(ConfSource source) {
      if (!ready) {
        throw new Unprintable();
      }
      return source.text();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(204);
    }
  }

  static Stream<Filter<String>> ofRequests() {
    return Stream.of(
        Filters.request("bad", (call, conf) -> fail()),
        Filters.quickRequest("bad", Needs.none(), (call, conf) -> fail()),
        Filters.asyncRequest("bad", (call, conf) -> CompletableFuture.completedStage(fail())),
        Filters.asyncRequest("bad", (call, conf) -> CompletableFuture.failedStage(failure())),
        Filters.asyncRequest(
            "bad", (call, conf) -> CompletableFuture.supplyAsync(UnprintableFailureTest::fail)));
  }

  static Stream<Filter<String>> ofResponses() {
    return Stream.of(
        Filters.response("bad", (call, conf) -> fail()),
        Filters.quickResponse("bad", Needs.none(), (call, conf) -> fail()),
        Filters.asyncResponse("bad", (call, conf) -> CompletableFuture.failedStage(failure())));
  }

  @ParameterizedTest
  @MethodSource("ofRequests")
  void requestFilter_thatThrowsIt_deniesTheCall(Filter<String> bad) {
    runner.start(bad);
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.request(5, client.prepare("bad", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);

    client.assertUsable();
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("filter bad failed call 5", Unprintable.class.getName());
  }

  @ParameterizedTest
  @MethodSource("ofRequests")
  void requestFilter_thatThrowsItAndMayBeSkipped_isSkipped(Filter<String> bad) {
    runner.startSkipping(bad);
    TestClient client = runner.connect();

    assertThat(client.request(5, client.prepare("bad", ""))).isEqualTo(Calls.UNCHANGED);

    client.assertUsable();
  }

  @ParameterizedTest
  @MethodSource("ofResponses")
  void responseFilter_thatThrowsIt_replacesTheResponse(Filter<String> bad) {
    runner.start(bad);
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.response(5, client.prepare("bad", ""), "a", "1")))
        .isEqualTo(Calls.deniedResponse(5));

    client.assertUsable();
  }

  @ParameterizedTest
  @MethodSource("ofResponses")
  void responseFilter_thatThrowsItAndMayBeSkipped_isSkipped(Filter<String> bad) {
    runner.startSkipping(bad);
    TestClient client = runner.connect();

    assertThat(client.response(5, client.prepare("bad", ""), "a", "1"))
        .isEqualTo(new HttpRespReply(5, 0, Calls.entries("a", "1"), Bytes.EMPTY));

    client.assertUsable();
  }

  @Test
  void configure_thatThrowsIt_deniesCallsAtOnceAndIsTriedAgain() {
    Unready filter = new Unready();
    runner.start(filter);
    TestClient client = runner.connect();
    long token = client.prepare("unready", "");

    assertThat(client.ask(Calls.request(5, token))).isEqualTo(TestClient.UNAVAILABLE);
    filter.ready = true;
    runner.clock.advance(Duration.ofSeconds(2));

    Until.met(
        "what has failed is tried again, for which no call waits",
        () -> !client.ask(Calls.request(6, token)).equals(TestClient.UNAVAILABLE));
    assertThat(client.request(7, token)).isEqualTo(Calls.stop(204, ""));
    assertThat(log.messages())
        .first()
        .asString()
        .contains("filter unready", "again in 1 s", Unprintable.class.getName());
  }

  @Test
  void close_thatThrowsIt_letsTheOthersBeClosed() {
    CloseableConfs good = new CloseableConfs();
    Filter<String> bad =
        new Filter<>() {
          @Override
          public String name() {
            return "bad";
          }

          @Override
          public String configure(ConfSource source) {
            return "";
          }

          @Override
          public Decision onRequest(RequestCall call, String conf) {
            return Decision.proceed();
          }

          @Override
          public void close() {
            throw new Unprintable();
          }
        };

    FilterSet.of(good, bad).close();

    assertThat(good.isClosed()).isTrue();
    assertThat(log.messages()).singleElement().asString().contains("bad", "close failed");
  }

  private static RuntimeException failure() {
    return new Unprintable();
  }

  private static Decision fail() {
    throw failure();
  }
}
