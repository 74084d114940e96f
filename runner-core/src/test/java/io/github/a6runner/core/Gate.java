/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Something that happens once, and that threads of a test wait for. */
public final class Gate {

  private static final Duration LONGEST_SPIN = Duration.ofSeconds(45);

  private final CountDownLatch latch = new CountDownLatch(1);

  public void open() {
    latch.countDown();
  }

  public boolean isOpen() {
    return latch.getCount() == 0;
  }

  /**
   * Waits for it to be opened, on a filter's thread, and does not care for interrupts.
   *
   * @param interrupted takes each of them
   */
  void passDeaf(Consumer<InterruptedException> interrupted) {
    while (!isOpen()) {
      try {
        pass();
      } catch (InterruptedException e) {
        interrupted.accept(e);
      }
    }
  }

  /** Computes until it is opened, on a filter's thread, and leaves an interrupt as it is. */
  public void spin() {
    long end = System.nanoTime() + LONGEST_SPIN.toNanos();
    while (!isOpen()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "gate: closed (expected: open within " + LONGEST_SPIN.toMillis() + " ms)");
      }
      Thread.onSpinWait();
    }
  }

  /** Waits for it to be opened; on a filter's thread, where an interrupt may be what is tested. */
  public void pass() throws InterruptedException {
    assertThat(latch.await(20, TimeUnit.SECONDS)).as("the gate was opened").isTrue();
  }
}
