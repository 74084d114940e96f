/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Decision;
import io.github.a6runner.protocol.RequestAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More than the runner may take, or than a frame can hold. */
class OverloadTest {

  private static final Body TOO_LARGE = Body.of(new byte[1 << 24]);

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate started = new Gate();
  private final Gate go = new Gate();

  @Test
  void call_moreThanMayBeInFlight_isDeniedAtOnceUntilOneEnds() throws Exception {
    runner.start(
        config -> config.maxCallsInFlight(1),
        Filters.request(
            "waits",
            (call, conf) -> {
              started.open();
              go.pass();
              return Decision.stop(204);
            }));
    TestClient first = runner.connect();
    long token = first.prepare("waits", "");
    first.send(Calls.request(1, token));
    started.pass();

    TestClient second = runner.connect();
    assertThat(second.ask(Calls.request(2, token))).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(second.ask(Calls.response(3, token))).isEqualTo(Calls.deniedResponse(3));
    go.open();
    assertThat(TestClient.action(1, first.receive())).isEqualTo(Calls.stop(204, ""));
    assertThat(second.request(4, token)).isEqualTo(Calls.stop(204, ""));
    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("overload", "at most 1 ", "max-calls-in-flight");

    runner.clock.advance(Duration.ofSeconds(10));
    log.await("overload", "1 more in the last 10 s");
  }

  @Test
  void stop_largerThanAFrame_isDeniedInstead() {
    runner.start(Filters.request("big", (call, conf) -> Decision.stop(200).body(TOO_LARGE)));
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.request(5, client.prepare("big", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);
    client.assertUsable();
    assertThat(log.messages()).singleElement().asString().contains("call 5", "denied");
  }

  @Test
  void response_largerThanAFrame_isReplaced() {
    runner.start(Filters.response("big", (call, conf) -> call.replaceBody(TOO_LARGE)));
    TestClient client = runner.connect();

    assertThat(client.ask(Calls.response(5, client.prepare("big", ""), "a", "1")))
        .isEqualTo(Calls.deniedResponse(5));
    client.assertUsable();
    assertThat(log.messages()).singleElement().asString().contains("call 5", "denied");
  }

  @Test
  void stop_thatJustFitsAFrame_isSent() {
    Body fits = Body.of(new byte[(1 << 24) - 256]);
    runner.start(Filters.request("big", (call, conf) -> Decision.stop(200).body(fits)));
    TestClient client = runner.connect();

    RequestAction action = client.request(5, client.prepare("big", ""));

    assertThat(((RequestAction.Stop) action).body().size()).isEqualTo(fits.size());
    client.assertUsable();
  }
}
