/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long a peer waits for a runner before it gives up.
 *
 * @param connect for a connection to be there
 * @param send for a message to be out
 * @param receive for the next message of the runner
 */
public record PeerTimeouts(Duration connect, Duration send, Duration receive) {

  /** What APISIX waits: 1 s to connect, 60 s to send, 60 s to receive. Not configurable there. */
  public static final PeerTimeouts OF_APISIX =
      new PeerTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(60));

  /**
   * Creates the timeouts.
   *
   * @param connect for a connection to be there
   * @param send for a message to be out
   * @param receive for the next message
   * @throws IllegalArgumentException if one of them is zero, negative or above 24 days
   */
  public PeerTimeouts {
    requireTimeout("connect", connect);
    requireTimeout("send", send);
    requireTimeout("receive", receive);
  }

  private static void requireTimeout(String name, Duration timeout) {
    requireNonNull(timeout, name);
    boolean fits = timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) <= 0;
    if (timeout.isNegative() || timeout.isZero() || !fits) {
      throw new IllegalArgumentException(
          name + ": " + timeout + " (expected: more than 0 and at most 24 days)");
    }
  }
}
