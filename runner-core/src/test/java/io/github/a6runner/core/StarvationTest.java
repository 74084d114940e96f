/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Filters that sleep or spin on more calls than there are threads, and one beside them. */
class StarvationTest {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Semaphore begun = new Semaphore(0);
  private final AtomicInteger together = new AtomicInteger();
  private final AtomicInteger mostTogether = new AtomicInteger();
  private final Gate end = new Gate();
  private final LongAdder computed = new LongAdder();

  private final Filter<String> sleeps =
      Filters.request(
          "sleeps",
          (call, conf) -> {
            begun.release();
            end.pass();
            return Decision.stop(204);
          });

  private final Filter<String> spins =
      Filters.request(
          "spins",
          (call, conf) -> {
            begun.release();
            while (!end.isOpen()) {
              computed.add(call.id());
            }
            return Decision.stop(204);
          });

  private final Filter<String> say = Filters.request("say", (call, conf) -> Decision.stop(200));

  @AfterEach
  void openGate() {
    end.open();
  }

  @Test
  void sleepingFilter_onMoreCallsThanThereAreThreads_leavesThreadsToOthers() throws Exception {
    runner.start(config -> config.workerThreads(16).maxCallsInFlight(64), sleeps, say);
    begin("sleeps", 40);
    begun.acquire(12);

    runner.assertAnswers("say", 20);
  }

  @Test
  void spinningFilter_onMoreCallsThanThereAreProcessors_isKeptToThreadsOfItsOwn() throws Exception {
    runner.start(spins, say);
    List<TestClient> busy = begin("spins", 4 * PROCESSORS + 1);
    begun.acquire(PROCESSORS);

    runner.assertAnswers("say", 5);
    log.await("filter spins", "keep the processors busy", "threads of its own");
    runner.assertAnswers("say", 5);
    end.open();
    for (TestClient each : busy) {
      each.receive();
    }
    TestClient client = runner.connect();
    assertThat(client.request(5, client.prepare("spins", ""))).isEqualTo(Calls.stop(204, ""));
  }

  /** Where there are virtual threads, those beyond the pool's keep all carriers busy. */
  @Test
  void spinningFilter_onMoreCallsThanThePoolHasThreads_leavesThreadsToOthers() throws Exception {
    runner.start(config -> config.workerThreads(2 * PROCESSORS + 2), spins, say);
    begin("spins", 4 * PROCESSORS + 1);
    begun.acquire(PROCESSORS);

    runner.assertAnswers("say", 5);
    log.await("filter spins", "keep the processors busy", "threads of its own");
    runner.assertAnswers("say", 5);
  }

  @Test
  void spinningFilter_moreThanItsOwnThreadsCanDo_isDenied() throws Exception {
    runner.start(spins, say);
    begin("spins", PROCESSORS + 1);
    log.await("filter spins", "threads of its own");

    List<TestClient> more = begin("spins", 10 * PROCESSORS);

    assertThat(more.get(more.size() - 1).receive()).isEqualTo(TestClient.UNAVAILABLE);
    log.await("no thread for filter spins");
    runner.assertAnswers("say", 1);
  }

  @Test
  void spinningFilter_quietForAMinute_isTrustedAgain() throws Exception {
    runner.start(spins, say);
    List<TestClient> busy = begin("spins", PROCESSORS + 1);
    log.await("filter spins", "threads of its own");
    end.open();
    for (TestClient each : busy) {
      each.receive();
    }

    runner.clock.advance(Duration.ofMinutes(1));

    log.await("filter spins", "runs as others do");
    runner.assertAnswers("say", 1);
  }

  @Test
  void spinningFilter_deafToItsInterrupt_isRefusedAtOnceAfterSome() throws Exception {
    runner.start(config -> config.workerThreads(10), spins, say);
    begin("spins", 3);
    begun.acquire(2);
    runner.clock.advance(Duration.ofSeconds(31));
    log.await("call", "filter spins", "in time"); // or "got no thread", whichever is seen first
    runner.clock.advance(Duration.ofSeconds(2));
    log.await("filter spins: holds thread");

    TestClient client = runner.connect();
    long token = client.prepare("spins", "");
    while (!log.holds("holds too many threads")) {
      client.send(Calls.request(5, token));
      client.receiveAsTimePasses(runner.clock);
    }
    assertThat(client.ask(Calls.request(6, token))).isEqualTo(TestClient.UNAVAILABLE);
    runner.assertAnswers("say", 1);
  }

  @Test
  void quickFilter_onHalfAsManyCallsAsThereAreThreads_getsAThreadForEach() throws Exception {
    runner.start(
        Filters.request(
            "waits",
            (call, conf) -> {
              mostTogether.accumulateAndGet(together.incrementAndGet(), Math::max);
              begun.release();
              end.pass();
              together.decrementAndGet();
              return Decision.stop(204);
            }));
    begin("waits", 128);

    begun.acquire(128);
    assertThat(mostTogether).hasValue(128);
  }

  private List<TestClient> begin(String filter, int calls) {
    List<TestClient> clients = new ArrayList<>();
    long token = runner.connect().prepare(filter, "");
    for (int i = 0; i < calls; i++) {
      TestClient client = runner.connect();
      client.send(Calls.request(i, token));
      clients.add(client);
    }
    return clients;
  }
}
