/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.FailurePolicy;
import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policy that answers a call with a status when a filter of it fails. */
class StopOnFailureTest {

  private static final FailurePolicy TEAPOT =
      new FailurePolicy(OnFailure.stop(451), OnFailure.stop(418));

  private static final FailurePolicies TEAPOTS = new FailurePolicies(TEAPOT, Map.of());

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.a6runner.core.FailingFilters#ofRequests")
  void requestFilter_thatFails_stopsTheCallWithTheStatus(String what, Filter<String> bad) {
    runner.start(config -> config.failurePolicies(TEAPOTS), bad);
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.request(5, client.prepare("bad", ""))))
        .as(what)
        .isEqualTo(stoppedRequest(5, 418));
    client.assertUsable();
    assertThat(log.messages())
        .filteredOn(line -> line.contains("call 5")) // a busy machine makes any filter slow
        .singleElement()
        .asString()
        .contains("filter bad", "answered with 418");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.github.a6runner.core.FailingFilters#ofResponses")
  void responseFilter_thatFails_replacesTheResponseByTheStatus(String what, Filter<String> bad) {
    runner.start(config -> config.failurePolicies(TEAPOTS), bad);
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.response(5, client.prepare("bad", ""), "a", "1")))
        .as(what)
        .isEqualTo(stoppedResponse(5, 418));
    client.assertUsable();
  }

  @Test
  void filter_thatIsNotLoaded_stopsTheCallWithItsOwnStatus() {
    runner.start(config -> config.failurePolicies(TEAPOTS));
    TestClient client = runner.connect();
    long token = client.prepare("nobody", "");

    assertThat(client.ask(Calls.request(5, token))).isEqualTo(stoppedRequest(5, 451));
    assertThat(client.ask(Calls.response(6, token))).isEqualTo(stoppedResponse(6, 451));
    assertThat(log.messages())
        .anyMatch(
            line ->
                line.contains("filter nobody: not usable for call 5 in the request phase")
                    && line.endsWith("the call is answered with 451 (on-unusable-filter)"));
  }

  @Test
  void lateFilter_thatMayBeSkipped_leavesTheCallToTheNextOnesPolicy() throws Exception {
    Gate started = new Gate();
    FailurePolicy skip = new FailurePolicy(OnFailure.SKIP, OnFailure.SKIP);
    runner.start(
        config -> config.failurePolicies(new FailurePolicies(TEAPOT, Map.of("slow", skip))),
        Filters.request(
            "slow",
            (call, conf) -> {
              started.open();
              new CountDownLatch(1).await();
              return Decision.proceed();
            }),
        Filters.request("auth", (call, conf) -> Decision.stop(401)));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("slow", "", "auth", "")));
    started.pass();

    runner.clock.advance(Duration.ofSeconds(31));

    assertThat(client.receive()).isEqualTo(stoppedRequest(5, 418));
  }

  @Test
  void filter_thatFailsOften_isSaidOnceAndCounted() throws Exception {
    runner.start(
        Filters.request(
            "bad",
            (call, conf) -> {
              throw new IllegalStateException();
            }));
    TestClient client = runner.connect();
    long token = client.prepare("bad", "");

    for (int id = 0; id < 100; id++) {
      client.ask(Calls.request(id, token));
    }
    assertThat(log.messages()).hasSize(1);
    assertThat(log.thrown()).hasSize(1);
    runner.clock.advance(Duration.ofSeconds(10));

    log.await("filter bad failed calls", "IllegalStateException", "99 more in the last 10 s");
  }

  private static RunnerMessage stoppedRequest(long id, int status) {
    return new HttpReqReply(
        id, Calls.stop(status, "Not processed\n", "Content-Type", "text/plain"));
  }

  private static RunnerMessage stoppedResponse(long id, int status) {
    return new HttpRespReply(
        id, status, Calls.entries("Content-Type", "text/plain"), Calls.bytes("Not processed\n"));
  }
}
