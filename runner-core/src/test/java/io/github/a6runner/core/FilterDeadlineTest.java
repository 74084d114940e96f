/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.core.setting.FilterLimits;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Filters with a time of their own, which is over before that of their call. */
class FilterDeadlineTest {

  private static final Duration OWN = Duration.ofSeconds(10);
  private static final Duration OVER = Duration.ofSeconds(11);

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate started = new Gate();
  private final BlockingQueue<Exception> ends = new LinkedBlockingQueue<>();

  @Test
  void filter_overItsDeadline_failsTheCallAndIsInterrupted() throws Exception {
    runner.start(config -> limited(config), Filters.request("slow", (call, conf) -> block()));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("slow", "")));
    started.pass();

    runner.clock.advance(OVER);

    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(ends.poll(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    client.assertUsable();
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("filter slow did not decide on call 5", "own deadline of 10000 ms", "denied");
  }

  @Test
  void responseFilter_overItsDeadline_replacesTheResponse() throws Exception {
    runner.start(config -> limited(config), Filters.response("slow", (call, conf) -> block()));
    TestClient client = runner.connect();
    client.send(Calls.response(5, client.prepare("slow", ""), "a", "1"));
    started.pass();

    runner.clock.advance(OVER);

    assertThat(client.receive()).isEqualTo(Calls.deniedResponse(5));
  }

  @Test
  void filter_thatMayBeSkipped_isUndoneAndTheNextOnesRun() throws Exception {
    runner.start(
        config -> limited(config).failurePolicies(ServerFixture.SKIP),
        Filters.request(
            "slow",
            (call, conf) -> {
              call.headers().set("X-Slow", "1");
              return block();
            }),
        Filters.request(
            "next", (call, conf) -> Decision.stop(200).body("" + call.headers().all("x-slow"))));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("slow", "", "next", "")));
    started.pass();

    runner.clock.advance(OVER);

    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(200, "[]"));
    client.assertUsable();
    assertThat(log.messages()).singleElement().asString().contains("filter slow", "skipped");
  }

  @Test
  void asyncResponseFilter_thatMayBeSkipped_isUndoneAndTheNextOnesRun() throws Exception {
    CompletableFuture<Void> late = new CompletableFuture<>();
    runner.start(
        config -> limited(config).failurePolicies(ServerFixture.SKIP),
        Filters.asyncResponse(
            "slow",
            (call, conf) -> {
              call.status(418);
              started.open();
              return late;
            }),
        Filters.response("next", (call, conf) -> call.headers().set("X-Next", "1")));
    TestClient client = runner.connect();
    client.send(Calls.response(5, client.prepare("slow", "", "next", ""), "a", "1"));
    started.pass();

    runner.clock.advance(OVER);
    HttpRespReply reply = (HttpRespReply) client.receive();
    late.complete(null);

    assertThat(reply.status()).isZero();
    assertThat(reply.headers()).isEqualTo(Calls.entries("a", "1", "X-Next", "1"));
    client.assertUsable();
  }

  @Test
  void filter_whoseNeedsDoNotCome_isSkippedAndItsAnswerSwallowedOrUsed() {
    runner.start(
        config -> limited(config).failurePolicies(ServerFixture.SKIP),
        Filters.request("slow", Needs.variables("a"), (call, conf) -> Decision.stop(299)),
        Filters.request("next", (call, conf) -> Decision.stop(204)));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("slow", "", "next", "")));
    client.receiveQuestion();

    runner.clock.advance(OVER);

    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(204, ""));
    client.send(new ExtraInfoReply(Optional.empty()));
    client.assertUsable();
  }

  @Test
  void variable_askedByALateFilter_failsAndIsThereForTheNextOne() throws Exception {
    runner.start(
        config -> limited(config).failurePolicies(ServerFixture.SKIP),
        Filters.request("slow", (call, conf) -> Filters.untilAborted(call, ends)),
        Filters.request(
            "next", (call, conf) -> Decision.stop(200).body(call.variable("x").orElse("none"))));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("slow", "", "next", "")));
    client.receiveQuestion();

    runner.clock.advance(OVER);
    assertThat(ends.poll(20, TimeUnit.SECONDS)).hasMessageContaining("call 5");
    client.send(Calls.info("there"));

    assertThat(TestClient.action(5, client.receive())).isEqualTo(Calls.stop(200, "there"));
    client.assertUsable();
  }

  @Test
  void filter_thatEndsBeforeItsExpiryIsDealtWith_leavesNoConfOpen() throws Exception {
    CloseableConfs confs =
        new CloseableConfs(
            (call, conf) -> {
              started.pass();
              return Decision.proceed();
            });
    runner.start(
        config ->
            limited(config)
                .failurePolicies(ServerFixture.SKIP)
                .maxConfBytes(RunnerConfig.LEAST_CONF_BYTES),
        Filters.quickRequest("slow", Needs.none(), (call, conf) -> overrun()),
        confs);
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("slow", "", "closeable", "mine")));
    assertThat(ends.poll(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    TestClient other = runner.connect();

    other.dropAllConfs();
    started.open();

    assertThat(client.receive()).isEqualTo(Calls.proceeds(5));
    assertThat(confs.closed().poll(20, TimeUnit.SECONDS)).isEqualTo("mine");
  }

  /** Holds the event loop until the watchdog has seen that it is late, and has said so. */
  private Decision overrun() throws InterruptedException {
    runner.clock.advance(OVER);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      ends.add(e);
    }
    return Decision.proceed();
  }

  @Test
  void filter_secondOnOneThread_hasItsTimeFromItsOwnBegin() throws Exception {
    runner.start(
        config -> limited(config).callDeadline(Duration.ofSeconds(50)),
        Filters.request(
            "first",
            (call, conf) -> {
              runner.clock.advance(Duration.ofSeconds(20));
              return Decision.proceed();
            }),
        Filters.request(
            "slow", (call, conf) -> Decision.stop(200).body("" + call.timeLeft().toSeconds())));
    TestClient client = runner.connect();

    assertThat(client.request(5, client.prepare("first", "", "slow", "")))
        .isIn(Calls.stop(200, "9"), Calls.stop(200, "8"), Calls.stop(200, "7"));
  }

  @Test
  void deadlines_switchedOff_endNothing() {
    runner.start(
        config -> limited(config).deadlines(false),
        Filters.quickRequest("slow", Needs.none(), (call, conf) -> waitForMinutes()),
        Filters.request("next", (call, conf) -> waitForMinutes()));
    TestClient client = runner.connect();
    long token = client.prepare("slow", "", "next", "", "slow", "");

    assertThat(client.request(5, token)).isEqualTo(Calls.UNCHANGED);
    assertThat(client.request(6, token)).isEqualTo(Calls.UNCHANGED);
    assertThat(log.messages()).isEmpty();
  }

  /** Gives the watchdog the time for some rounds after minutes have gone by. */
  private Decision waitForMinutes() throws InterruptedException {
    runner.clock.advance(Duration.ofMinutes(10));
    assertThat(new CountDownLatch(1).await(150, TimeUnit.MILLISECONDS)).isFalse();
    return Decision.proceed();
  }

  private static RunnerConfig.Builder limited(RunnerConfig.Builder config) {
    return config.filterLimits(Map.of("slow", FilterLimits.NONE.withDeadline(OWN)));
  }

  private Decision block() throws InterruptedException {
    return Filters.untilInterrupted(started, ends);
  }
}
