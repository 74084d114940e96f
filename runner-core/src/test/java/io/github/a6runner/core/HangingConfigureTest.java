/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.protocol.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A filter that hangs while it is configured, on one route more than it may. */
class HangingConfigureTest {

  private static final int MOST = 8;
  private static final int IN_FLIGHT = 16;

  /** Three quarters of half of the calls in flight. */
  private static final int MAY_WAIT = 6;

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final CountDownLatch begun = new CountDownLatch(MOST);
  private final CountDownLatch interrupted = new CountDownLatch(MOST);
  private final Gate end = new Gate();
  private RunnerServer server;

  /** Hangs until it is interrupted or the test is over. */
  private final class Hangs implements Filter<String> {

    @Override
    public String name() {
      return "hangs";
    }

    @Override
    public String configure(ConfSource source) throws InterruptedException {
      begun.countDown();
      try {
        end.pass();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
      return source.text();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(500);
    }
  }

  private TestClient client() throws InterruptedException {
    TestClient client = runner.connect();
    for (int i = 0; i < MOST; i++) {
      client.prepare("hangs", "" + i);
    }
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    return client;
  }

  @BeforeEach
  void start() {
    server =
        runner.start(
            config -> config.maxCallsInFlight(IN_FLIGHT),
            new Hangs(),
            Filters.request("other", (call, conf) -> Decision.stop(204)),
            Filters.request("say", (call, conf) -> Decision.stop(200)));
  }

  @AfterEach
  void openGate() {
    end.open();
  }

  @Test
  void otherFilter_isConfiguredAtOnce() throws Exception {
    TestClient client = client();

    assertThat(client.request(5, client.prepare("other", ""))).isEqualTo(Calls.stop(204, ""));
  }

  @Test
  void otherFilter_behindManyRoutesOfTheOneThatHangs_isConfiguredSoon() throws Exception {
    TestClient client = client();
    for (int i = 0; i < 500; i++) {
      client.prepare("hangs", "more " + i);
    }

    assertThat(client.request(5, client.prepare("other", ""))).isEqualTo(Calls.stop(204, ""));
  }

  @Test
  void oneMore_isDeniedAtOnceAndSaysWhy() throws Exception {
    TestClient client = client();

    assertThat(client.ask(Calls.request(5, client.prepare("hangs", "one more"))))
        .isEqualTo(TestClient.UNAVAILABLE);

    client.assertUsable();
    assertThat(log.messages())
        .first()
        .asString()
        .contains("filter hangs", "configuring failed", "again in 1 s");
    assertThat(log.thrown()).containsExactly("java.lang.IllegalStateException");
  }

  @Test
  void callsThatWaitForIt_moreThanMay_areDeniedAtOnceAndLeaveRoomForOtherRoutes() {
    long hangs = runner.connect().prepare("hangs", "");
    List<TestClient> waiting = call(hangs, MAY_WAIT);
    Until.met("as many wait as may", () -> server.state().calls().inFlight() == MAY_WAIT);

    for (TestClient each : call(hangs, IN_FLIGHT)) {
      assertThat(each.receive()).isEqualTo(TestClient.UNAVAILABLE);
    }

    runner.assertAnswers("say", 3);
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("conf", "6 of them for this one");
    end.open();
    for (TestClient each : waiting) {
      assertThat(TestClient.action(5, each.receive())).isEqualTo(Calls.stop(500, ""));
    }
  }

  private List<TestClient> call(long token, int times) {
    List<TestClient> clients = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      TestClient client = runner.connect();
      client.send(Calls.request(5, token));
      clients.add(client);
    }
    return clients;
  }

  @Test
  void watchdog_atTheDeadline_interruptsAndNamesThem() throws Exception {
    TestClient client = client();

    runner.clock.advance(Duration.ofSeconds(31));

    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    log.await("filter hangs", "configure", "interrupted");
    client.assertUsable();
  }

  @Test
  void watchdog_beforeTheDeadline_interruptsNone() throws Exception {
    TestClient client = client();

    runner.clock.advance(Duration.ofSeconds(5));
    end.open();

    assertThat(client.request(5, client.prepare("hangs", "later"))).isEqualTo(Calls.stop(500, ""));
    assertThat(interrupted.getCount()).isEqualTo(MOST);
  }
}
