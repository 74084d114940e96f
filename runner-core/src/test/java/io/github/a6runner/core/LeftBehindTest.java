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
import io.github.a6runner.core.thread.Workers;
import io.github.a6runner.protocol.Until;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

/** What a filter leaves in its thread is not there for the next one. */
class LeftBehindTest {

  private static final String KEY = "tenant";

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate goesOn = new Gate();
  private final Gate ends = new Gate();

  @Test
  void interrupt_ofANonBlockingFilter_isNotTheNextOnes() {
    runner.start(
        config -> config.eventLoops(1),
        Filters.quickRequest(
            "interrupts",
            Needs.none(),
            (call, conf) -> {
              Thread.currentThread().interrupt();
              return Decision.proceed();
            }),
        Filters.quickRequest(
            "looks", Needs.none(), (call, conf) -> say(Thread.currentThread().isInterrupted())));
    TestClient client = runner.connect();

    assertThat(client.request(5, client.prepare("interrupts", "", "looks", "")))
        .isEqualTo(Calls.stop(200, "false"));
  }

  @Test
  void interrupt_ofABlockingFilter_isNotTheNextOnes() {
    runner.start(
        config -> config.workerThreads(1),
        Filters.request(
            "interrupts",
            (call, conf) -> {
              Thread.currentThread().interrupt();
              return Decision.proceed();
            }),
        Filters.request("looks", (call, conf) -> say(Thread.currentThread().isInterrupted())));

    assertLooksUninterrupted();
  }

  @Test
  void interrupt_ofAnAsynchronousFilter_isNotTheNextOnes() {
    runner.start(
        config -> config.eventLoops(1).workerThreads(1),
        Filters.asyncRequest(
            "interrupts",
            (call, conf) -> {
              Thread.currentThread().interrupt();
              return CompletableFuture.completedStage(Decision.proceed());
            }),
        Filters.asyncRequest("looks", (call, conf) -> CompletableFuture.completedStage(look())));

    assertLooksUninterrupted();
  }

  /** In the same call, and in the next one. */
  private void assertLooksUninterrupted() {
    TestClient client = runner.connect();
    Object uninterrupted = Calls.stop(200, "false");
    assertThat(client.request(5, client.prepare("interrupts", "", "looks", "")))
        .isEqualTo(uninterrupted);
    assertThat(client.request(6, client.prepare("interrupts", ""))).isEqualTo(Calls.UNCHANGED);
    assertThat(client.request(7, client.prepare("looks", ""))).isEqualTo(uninterrupted);
  }

  @Test
  void interrupt_ofAnAsynchronousFilterThatGoesOnLater_isNotTheNextOnes() throws Exception {
    RunnerServer server =
        runner.start(
            config -> config.workerThreads(1),
            Filters.asyncRequest(
                "interrupts",
                (call, conf) -> call.variableAsync("v").thenApply(value -> interrupted())),
            Filters.request("looks", (call, conf) -> look()));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("interrupts", "")));
    client.receiveQuestion();
    client.send(Calls.info("1"));
    goesOn.pass();
    TestClient next = runner.connect();
    next.send(Calls.request(6, next.prepare("looks", "")));

    // Where there are virtual threads it has one of its own, else it waits for the same thread.
    Until.met(
        "the next call waits",
        () -> Workers.ARE_UNLIMITED || server.state().load().callsQueued() == 1);
    ends.open();

    assertThat(TestClient.action(6, next.receive())).isEqualTo(Calls.stop(200, "false"));
  }

  private Decision interrupted() {
    goesOn.open();
    ends.spin();
    Thread.currentThread().interrupt();
    return Decision.proceed();
  }

  private static Decision look() {
    return say(Thread.currentThread().isInterrupted());
  }

  @Test
  void mdc_ofANonBlockingFilter_isNotTheNextOnes() {
    runner.start(
        Filters.quickRequest("labels", Needs.none(), (call, conf) -> label()),
        Filters.quickRequest("looks", Needs.none(), (call, conf) -> say(MDC.get(KEY))));
    TestClient client = runner.connect();

    assertThat(client.request(5, client.prepare("labels", "", "looks", "")))
        .isEqualTo(Calls.stop(200, "null"));
  }

  @Test
  void mdc_ofABlockingFilter_isNotTheNextOnes() {
    runner.start(
        Filters.request("labels", (call, conf) -> label()),
        Filters.request("looks", (call, conf) -> say(MDC.get(KEY))));
    TestClient client = runner.connect();

    assertThat(client.request(5, client.prepare("labels", "", "looks", "")))
        .isEqualTo(Calls.stop(200, "null"));
  }

  @Test
  void mdc_ofConfigure_isNotTheNextOnes() {
    runner.start(new Labels());
    TestClient client = runner.connect();

    assertThat(client.request(5, client.prepare("labels", "proceed", "labels", "stop")))
        .isEqualTo(Calls.stop(200, "stop null"));
  }

  /** A filter that labels its thread while it is configured; its conf says what was there. */
  private static final class Labels implements Filter<String> {

    @Override
    public String name() {
      return "labels";
    }

    @Override
    public String configure(ConfSource source) {
      String before = MDC.get(KEY);
      MDC.put(KEY, "mine");
      return source.text() + " " + before;
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return conf.startsWith("stop") ? say(conf) : Decision.proceed();
    }
  }

  private static Decision label() {
    MDC.put(KEY, "mine");
    return Decision.proceed();
  }

  private static Decision say(Object what) {
    return Decision.stop(200).body(String.valueOf(what));
  }
}
