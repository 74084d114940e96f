/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.core.setting.FilterLimits;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.a6runner.protocol.Until;
import io.github.a6runner.protocol.Wire;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits beyond which the runner denies, closes or does not read on, and those beside them. */
@Timeout(60)
class LimitsTest {

  private static final int LARGE = 10 << 20;

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Semaphore begun = new Semaphore(0);
  private final Gate go = new Gate();

  private final Filter<String> waits =
      Filters.request(
          "waits",
          (call, conf) -> {
            begun.release();
            go.pass();
            return Decision.stop(204);
          });

  private final Filter<String> say = Filters.request("say", (call, conf) -> Decision.stop(200));

  @AfterEach
  void openGate() {
    go.open();
  }

  @Test
  void connection_moreThanMayBe_isClosedAtOnce() {
    RunnerServer server = runner.start(config -> config.maxConnections(2), say);
    TestClient first = runner.connect();
    first.assertUsable();
    runner.connect().assertUsable();

    runner.connect().assertClosed();

    first.assertUsable();
    assertThat(log.messages()).singleElement().asString().contains("at most 2", "max-connections");
    assertThat(server.state().connections().overLimit()).isEqualTo(1);
    first.close();
  }

  /** As APISIX leaves a connection alone between two calls, for however long. */
  @Test
  void peers_thatStopInTheMiddleOfASmallMessage_takeUpTheirConnectionsAndNoMore() {
    RunnerServer server = runner.start(config -> config.maxConnections(3), say);
    byte[] noConf = {1, 0, 0, 12, 8, 0, 0, 0, 4, 0, 4, 0, 4, 0, 0, 0};
    TestClient first = runner.connect();
    first.sendBytes(Arrays.copyOf(noConf, 10));
    TestClient second = runner.connect();
    second.sendBytes(Arrays.copyOf(noConf, 2));
    TestClient whole = runner.connect();
    whole.assertUsable();

    runner.clock.advance(Duration.ofHours(1));
    whole.assertUsable();

    runner.connect().assertClosed();
    assertThat(server.state().connections().overLimit()).isEqualTo(1);
    first.sendBytes(Arrays.copyOfRange(noConf, 10, noConf.length));
    assertThat(first.receive()).isInstanceOf(PrepareConfReply.class);
    first.assertUsable();
  }

  @Test
  void filter_atItsLimitOfCalls_isDeniedMoreUntilOneEnds() throws Exception {
    runner.start(limited(2), waits, say);
    List<TestClient> busy = calls(2);
    TestClient client = runner.connect();
    long token = client.prepare("waits", "");

    assertThat(client.ask(Calls.request(5, token))).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(client.request(6, client.prepare("say", "", "waits", "")))
        .isEqualTo(Calls.stop(200, ""));
    go.open();
    for (TestClient each : busy) {
      each.receive();
    }
    assertThat(client.request(7, token)).isEqualTo(Calls.stop(204, ""));
    assertThat(log.messages()).singleElement().asString().contains("filter waits", "as many calls");
  }

  @Test
  void filterBehindAnother_atItsLimit_isSkippedIfItMayBe() throws Exception {
    runner.start(
        config -> limited(1).apply(config).failurePolicies(ServerFixture.SKIP),
        waits,
        Filters.request(
            "first",
            (call, conf) -> {
              call.headers().set("X-First", "1");
              return Decision.proceed();
            }));
    calls(1);
    TestClient client = runner.connect();

    assertThat(client.request(5, client.prepare("first", "", "waits", "")))
        .isEqualTo(Calls.rewriteHeaders("X-First", "1"));
  }

  @Test
  void asyncResponseFilter_atItsLimit_replacesTheResponse() {
    CompletableFuture<Void> never = new CompletableFuture<>();
    runner.start(
        limited(1),
        Filters.asyncResponse(
            "waits",
            (call, conf) -> {
              begun.release();
              return never;
            }));
    TestClient first = runner.connect();
    long token = first.prepare("waits", "");
    first.send(Calls.response(4, token, "a", "1"));
    begun.acquireUninterruptibly();
    TestClient second = runner.connect();

    assertThat(second.ask(Calls.response(5, token, "a", "1"))).isEqualTo(Calls.deniedResponse(5));
    never.complete(null);
    first.receive();
    assertThat(second.response(6, token, "a", "1").status()).isZero();
  }

  @Test
  void filter_thatTakesItsShareOfAllCalls_leavesSomeToOthers() throws Exception {
    runner.start(config -> config.maxCallsInFlight(8).workerThreads(64), waits, say);
    calls(6);
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.request(5, client.prepare("waits", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);
    assertThat(client.request(6, client.prepare("say", ""))).isEqualTo(Calls.stop(200, ""));
  }

  @Test
  void call_moreThanMayWaitForABody_isDeniedAtOnce() {
    runner.start(
        config -> config.maxCallsWaiting(1),
        Filters.request("reads", (call, conf) -> Decision.stop(200).body(call.body())),
        Filters.quickRequest("needs", Needs.body(), (call, conf) -> Decision.stop(204)),
        Filters.response("replaces", (call, conf) -> call.replaceBody(call.body())));
    TestClient first = runner.connect();
    first.send(Calls.request(1, first.prepare("reads", "")));
    first.receiveQuestion();
    TestClient second = runner.connect();

    assertThat(second.ask(Calls.request(2, second.prepare("reads", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);
    assertThat(second.ask(Calls.request(3, second.prepare("needs", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);
    assertThat(second.ask(Calls.response(4, second.prepare("replaces", ""))))
        .isEqualTo(Calls.deniedResponse(4));
    first.send(Calls.info("body"));
    assertThat(TestClient.action(1, first.receive())).isEqualTo(Calls.stop(200, "body"));

    second.send(Calls.request(5, second.prepare("needs", "")));
    assertThat(second.receiveQuestion()).isEqualTo(new ExtraInfo.RequestBody());
    second.send(Calls.info("x"));
    assertThat(TestClient.action(5, second.receive())).isEqualTo(Calls.stop(204, ""));
    assertThat(log.messages()).first().asString().contains("max-calls-waiting");
  }

  @Test
  void largeMessage_forWhichThereIsNoRoom_waitsUntilACallIsOver() throws Exception {
    runner.start(config -> config.maxBytesInFlight(16 << 20), readsAndWaits());
    TestClient first = sendLarge(1);
    begun.acquire();
    TestClient second = sendLarge(2);
    TestClient small = runner.connect();
    small.assertUsable();

    assertThat(begun.tryAcquire(100, TimeUnit.MILLISECONDS)).as("has room").isFalse();
    go.open();

    assertThat(TestClient.action(1, first.receive())).isEqualTo(Calls.stop(200, "" + LARGE));
    assertThat(TestClient.action(2, second.receive())).isEqualTo(Calls.stop(200, "" + LARGE));
    sendLarge(3).receive();
  }

  @Test
  void largeMessage_thatFindsNoRoomInTime_isSwallowedAfterItsCallWasDenied() throws Exception {
    runner.start(config -> config.maxBytesInFlight(16 << 20), readsAndWaits());
    TestClient first = sendLarge(1);
    begun.acquire();
    TestClient second = sendLarge(2);

    assertThat(second.receiveAsTimePasses(runner.clock)).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(first.receive()).isEqualTo(TestClient.UNAVAILABLE);
    go.open();

    assertThat(TestClient.action(3, sendLarge(3).receive())).isEqualTo(Calls.stop(200, "" + LARGE));
    first.assertUsable();
  }

  @Test
  void largeMessage_thatDoesNotGoOn_losesItsConnectionAndItsRoom() throws Exception {
    inALargeMessage();
    while (!log.holds("does not go on")) {
      runner.clock.advance(Duration.ofSeconds(1));
      runner.connect().assertUsable();
    }

    assertThat(TestClient.action(2, sendLarge(2).receive())).isEqualTo(Calls.stop(200, "" + LARGE));
  }

  @Test
  void peer_thatReadsNothingOfALargeReply_losesItsConnection() throws Exception {
    Decision large = Decision.stop(200).body("x".repeat(LARGE));
    RunnerServer server =
        runner.start(
            Filters.request(
                "says",
                (call, conf) -> {
                  begun.release();
                  return large;
                }));
    TestClient other = runner.connect();
    byte[] call = Wire.frame(Calls.request(5, other.prepare("says", "")));
    try (SocketChannel deaf = SocketChannel.open(UnixDomainSocketAddress.of(runner.socket()))) {
      deaf.write(ByteBuffer.wrap(call));
      begun.acquire();
      Until.met("the call is answered", () -> server.state().calls().inFlight() == 0);
      while (log.messages().stream().noneMatch(line -> line.contains("is not read on"))) {
        runner.clock.advance(Duration.ofSeconds(1));
        other.assertUsable();
      }

      assertThat(Channels.newInputStream(deaf).readAllBytes()).hasSizeLessThan(LARGE);
    }
  }

  @Test
  void peer_thatHangsUpInALargeMessage_givesItsRoomBack() throws Exception {
    inALargeMessage().close();

    assertThat(TestClient.action(2, sendLarge(2).receive())).isEqualTo(Calls.stop(200, "" + LARGE));
  }

  @Test
  void largeReply_whileALargeAnswerIsStillToCome_waitsForNobody() throws Exception {
    String says = "x".repeat(LARGE);
    runner.start(
        Filters.asyncRequest(
            "early",
            (call, conf) -> {
              var unused = call.bodyAsync();
              return CompletableFuture.completedFuture(Decision.stop(200).body(says));
            }));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("early", "")));
    client.receiveQuestion();

    client.send(new ExtraInfoReply(Optional.of(Bytes.of(new byte[LARGE])))); // it reads nothing yet

    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(200, says));
    client.assertUsable();
  }

  private Filter<String> readsAndWaits() {
    return Filters.request(
        "reads",
        (call, conf) -> {
          Body body = call.body();
          begun.release();
          go.pass();
          return Decision.stop(200).body("" + body.size());
        });
  }

  /** One whose call waits for a message as large as the limit, which has begun and stops there. */
  private TestClient inALargeMessage() throws Exception {
    runner.start(config -> config.maxBytesInFlight(16 << 20), readsAndWaits());
    go.open();
    TestClient client = runner.connect();
    client.send(Calls.request(1, client.prepare("reads", "")));
    client.receiveQuestion();
    client.sendBytes(new byte[] {3, (byte) 0x90, 0, 0, 0, 0});
    runner.connect().assertUsable();
    return client;
  }

  /** Begins a call and answers its question for the body with a large one. */
  private TestClient sendLarge(long id) {
    TestClient client = runner.connect();
    client.send(Calls.request(id, client.prepare("reads", "")));
    client.receiveQuestion();
    Thread sender =
        new Thread(() -> client.send(new ExtraInfoReply(Optional.of(Bytes.of(new byte[LARGE])))));
    sender.setDaemon(true);
    sender.start();
    return client;
  }

  private List<TestClient> calls(int number) throws InterruptedException {
    List<TestClient> clients = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      TestClient client = runner.connect();
      client.send(Calls.request(i, client.prepare("waits", "")));
      clients.add(client);
    }
    begun.acquire(number);
    return clients;
  }

  private static UnaryOperator<RunnerConfig.Builder> limited(int most) {
    return config -> config.filterLimits(Map.of("waits", FilterLimits.NONE.withMaxCalls(most)));
  }
}
