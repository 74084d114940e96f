/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that goes on by itself, as waiting needs it to, and that a test can put forward. */
public final class TestClock implements LongSupplier {

  private final AtomicLong ahead = new AtomicLong();
  private volatile OptionalLong still = OptionalLong.empty();

  @Override
  public long getAsLong() {
    return still.orElseGet(() -> System.nanoTime() + ahead.get());
  }

  public void advance(Duration time) {
    ahead.addAndGet(time.toNanos());
  }

  /** Has no time pass, whatever the machine is busy with, until {@link #goOn}. */
  public void stop() {
    still = OptionalLong.of(getAsLong());
  }

  public void goOn() {
    still = OptionalLong.empty();
  }
}
