/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.api.Decision;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Deadlines pass when a test says so. */
class DeadlinesTest {
  private final BlockingQueue<Throwable> interrupted = new LinkedBlockingQueue<>();

  @Test
  void request_whoseFilterHangs_failsOnceTheClockIsPutForward() throws Exception {
    try (FilterTester tester = FilterTester.of(TextFilter.onRequest("slow", (c, f) -> hang()))) {
      RunningCall<RequestOutcome> call = tester.beginRequest(r -> {});
      tester.clock().advance(Duration.ofSeconds(30));
      assertThat(call.outcome()).fails().isOverdue().hasReasonContaining("filter slow");
      assertThat(call.outcome().steps()).isEmpty();
      assertThat(call.outcome().toString()).contains("  slow {}: did not decide\n");
      assertThat(interrupted.take()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void response_whoseFilterHangs_failsOnceTheClockIsPutForward() {
    try (FilterTester tester =
        FilterTester.of(TextFilter.onResponse("slow", (call, conf) -> hang()))) {
      RunningCall<ResponseOutcome> call = tester.beginResponse(r -> r.body("secret"));
      tester.clock().advance(Duration.ofSeconds(30));
      assertThat(call.outcome()).fails().isOverdue();
      assertThat(call.outcome().client().status()).isEqualTo(503);
    }
  }

  @Test
  void request_withinItsDeadline_isWaitedFor() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (FilterTester tester =
        FilterTester.builder()
            .filter(TextFilter.onRequest("first", (call, conf) -> Decision.proceed()))
            .filter(
                TextFilter.onRequest(
                    "second",
                    (call, conf) -> {
                      goOn.await();
                      return Decision.stop(200)
                          .body(call.timeLeft().compareTo(LEFT) < 0 ? "y" : "n");
                    }))
            .deadline(Duration.ofSeconds(50))
            .start()) {
      RunningCall<RequestOutcome> call = tester.beginRequest(r -> {}).awaitFilter("second");
      tester.clock().advance(Duration.ofSeconds(40));
      goOn.countDown();
      assertThat(call.outcome()).ran("first", "second").stops().hasBody("y");
    }
  }

  private static final Duration LEFT = Duration.ofSeconds(10);

  @Test
  void awaitFilter_ofOneThatIsNotCalled_saysWhichWere() {
    try (FilterTester tester =
        FilterTester.of(TextFilter.onRequest("stop", (call, conf) -> Decision.stop(200)))) {
      RunningCall<RequestOutcome> call = tester.beginRequest(r -> {});
      assertThatThrownBy(() -> call.awaitFilter("other"))
          .isInstanceOf(AssertionError.class)
          .hasMessage("filter other: not called, but [stop] were (expected: that it is at work)");
    }
  }

  @Test
  void close_whileAFilterHangs_endsTheCall() throws Exception {
    FilterTester tester = FilterTester.of(TextFilter.onRequest("slow", (call, conf) -> hang()));
    RunningCall<RequestOutcome> call = tester.beginRequest(r -> {});
    tester.close();
    assertThat(call.outcome()).fails();
    assertThat(interrupted.take()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void clock_sharedWithAFilter_isTheSame() {
    TestClock clock = new TestClock();
    try (FilterTester tester =
        FilterTester.builder()
            .clock(clock)
            .filter(TextFilter.onRequest("f", (call, conf) -> Decision.proceed()))
            .start()) {
      assertThat(tester.clock()).isSameAs(clock);
      long before = clock.getAsLong();
      clock.advance(Duration.ofHours(1));
      assertThat(clock.getAsLong() - before).isGreaterThanOrEqualTo(3_600_000_000_000L);
      assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Decision hang() throws InterruptedException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.add(e);
      throw e;
    }
    return Decision.proceed();
  }
}
