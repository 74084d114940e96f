/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The clock of a runner under test: it goes on by itself as any does, and a test can put it
 * forward. Deadlines that have passed then are seen by the runner within some milliseconds.
 *
 * <p>A filter that takes its time from a {@link LongSupplier} as {@code System::nanoTime} gives it
 * can share the clock. Thread-safe.
 *
 * <pre>{@code
 * TestClock clock = new TestClock();
 * try (FilterTester tester =
 *     FilterTester.builder().clock(clock).filter(new RateLimiter(clock)).start()) {
 *   String conf = "{\"requests_per_second\": 0.001}";
 *   assertThat(tester.request(r -> r.conf(conf))).proceeds();
 *   assertThat(tester.request(r -> r.conf(conf))).stops().hasStatus(429);
 *   clock.advance(Duration.ofSeconds(1000));
 *   assertThat(tester.request(r -> r.conf(conf))).proceeds();
 * }
 * }</pre>
 */
public final class TestClock implements LongSupplier {
  private final AtomicLong ahead = new AtomicLong();

  /** Makes a clock that no test has put forward yet. */
  public TestClock() {}

  /**
   * The time.
   *
   * @return nanoseconds, as {@link System#nanoTime} counts them but for what this is ahead
   */
  @Override
  public long getAsLong() {
    return System.nanoTime() + ahead.get();
  }

  /**
   * Puts the clock forward.
   *
   * @param time how far
   * @throws IllegalArgumentException if it is negative: time does not go back
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time: " + time + " (expected: zero or more)");
    }
    ahead.addAndGet(time.toNanos());
  }
}
