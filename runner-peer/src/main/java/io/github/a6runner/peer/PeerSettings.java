/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The habits of a gateway that a runner can notice. Start from {@link #OF_APISIX} and change what a
 * test needs.
 *
 * @param timeouts how long to wait for the runner
 * @param idleConnections how many connections are kept for later calls, at most
 * @param idleTime how long such a connection is kept
 * @param confExpireTime how long a token is used before the conf is prepared again
 * @param workerId the number of the nginx worker that the peer is, from 0 to 1023; it is in the
 *     upper bits of request ids
 */
public record PeerSettings(
    PeerTimeouts timeouts,
    int idleConnections,
    Duration idleTime,
    Duration confExpireTime,
    int workerId) {

  /** APISIX's own: 32 idle connections for three minutes, tokens for an hour, worker 0. */
  public static final PeerSettings OF_APISIX =
      new PeerSettings(PeerTimeouts.OF_APISIX, 32, Duration.ofMinutes(3), Duration.ofHours(1), 0);

  /**
   * Creates the settings.
   *
   * @param timeouts how long to wait for the runner
   * @param idleConnections how many connections are kept
   * @param idleTime how long a connection is kept
   * @param confExpireTime how long a token is used
   * @param workerId the number of the nginx worker
   * @throws IllegalArgumentException if a number or a time is out of its range
   */
  public PeerSettings {
    requireNonNull(timeouts, "timeouts");
    requireInRange("idleConnections", idleConnections, Integer.MAX_VALUE);
    requireNotNegative("idleTime", idleTime);
    requireNotNegative("confExpireTime", confExpireTime);
    requireInRange("workerId", workerId, CallIds.MAX_WORKER_ID);
  }

  /**
   * Returns these settings with other timeouts.
   *
   * @param other how long to wait for the runner
   * @return the changed settings
   */
  public PeerSettings withTimeouts(PeerTimeouts other) {
    return new PeerSettings(other, idleConnections, idleTime, confExpireTime, workerId);
  }

  /**
   * Returns these settings with another bound of the pool.
   *
   * @param other how many idle connections to keep; 0 keeps none
   * @return the changed settings
   */
  public PeerSettings withIdleConnections(int other) {
    return new PeerSettings(timeouts, other, idleTime, confExpireTime, workerId);
  }

  /**
   * Returns these settings with another life of tokens.
   *
   * @param other how long a token is used; zero asks for a new one with every call
   * @return the changed settings
   */
  public PeerSettings withConfExpireTime(Duration other) {
    return new PeerSettings(timeouts, idleConnections, idleTime, other, workerId);
  }

  /**
   * Returns these settings as another worker of nginx has them.
   *
   * @param other the worker's number
   * @return the changed settings
   */
  public PeerSettings withWorkerId(int other) {
    return new PeerSettings(timeouts, idleConnections, idleTime, confExpireTime, other);
  }

  private static void requireInRange(String name, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: from 0 to " + max + ")");
    }
  }

  private static void requireNotNegative(String name, Duration value) {
    if (requireNonNull(value, name).isNegative()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: not negative)");
    }
  }
}
