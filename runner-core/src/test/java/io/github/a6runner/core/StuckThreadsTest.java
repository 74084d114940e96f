/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Filters that go on although they were interrupted. */
class StuckThreadsTest {

  private static final Duration OVER = Duration.ofSeconds(31);

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate started = new Gate();
  private final Gate interrupted = new Gate();
  private final Gate end = new Gate();

  @AfterEach
  void openGate() {
    end.open();
  }

  @Test
  void blockingFilter_thatIgnoresItsInterrupt_isNamedWithItsStackAtGrowingIntervals()
      throws Exception {
    runner.start(Filters.request("deaf", (call, conf) -> ignore()));
    letTimePass();

    log.await("filter deaf: holds thread", "call 5", "it holds 1 such thread");
    assertThat(log.thrown()).anyMatch(name -> name.endsWith("StuckThreads$Stack"));
    runner.clock.advance(Duration.ofSeconds(29));
    log.await("filter deaf: holds thread", "interrupted 3");
    runner.clock.advance(Duration.ofSeconds(30));
    log.await("filter deaf: holds thread", "interrupted 6");

    end.open();
    log.await("filter deaf: has let go of thread", "call 5", "holds 0 more");
  }

  @Test
  void nonBlockingFilter_thatIgnoresItsInterrupt_isNamedToo() throws Exception {
    runner.start(Filters.quickRequest("deaf", Needs.none(), (call, conf) -> ignore()));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("deaf", "")));
    started.pass();
    runner.clock.advance(OVER);
    interrupted.pass();

    runner.clock.advance(Duration.ofSeconds(2));

    log.await("filter deaf: holds thread a6-loop", "call 5");
    end.open();
    log.await("filter deaf: has let go");
  }

  @Test
  void filter_thatEndsWhenInterrupted_isNotNamed() throws Exception {
    runner.start(
        Filters.request(
            "hears",
            (call, conf) -> {
              started.open();
              end.pass();
              return Decision.proceed();
            }));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("hears", "")));
    started.pass();
    runner.clock.advance(OVER);
    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    client.assertUsable();

    assertThat(log.messages()).singleElement().asString().contains("did not decide");
  }

  private void letTimePass() throws InterruptedException {
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("deaf", "")));
    started.pass();
    runner.clock.advance(OVER);
    assertThat(client.receive()).isEqualTo(TestClient.UNAVAILABLE);
    interrupted.pass();
    runner.clock.advance(Duration.ofSeconds(1));
  }

  private Decision ignore() {
    started.open();
    end.passDeaf(interrupt -> interrupted.open());
    return Decision.proceed();
  }
}
