/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a server is in the middle of, and what it has counted, at one moment. Immutable.
 *
 * @param listening whether the socket at its path is this server's, and it accepts connections
 * @param ending whether it has been told to end
 * @param callsInFlight calls that have no reply yet
 * @param maxCallsInFlight the most calls that may be in flight
 * @param connections open connections
 * @param connectionsOpened connections that were accepted so far
 * @param connectionsRefused connections that were refused so far for their peer
 * @param connectionsOverLimit connections that were refused so far since there were too many
 * @param confs confs that are kept
 * @param confBytes what they take of the bytes for confs
 * @param confsNew confs that APISIX has prepared so far and that were new
 * @param confsKnown confs that APISIX has prepared so far and whose token was known
 * @param confsDropped confs that had to go so far to make room
 * @param passedOver filters that confs name in a phase in which they do nothing, as in {@code say
 *     RESPONSE}
 * @param load how far it is from its other limits
 */
public record RunnerState(
    boolean listening,
    boolean ending,
    int callsInFlight,
    int maxCallsInFlight,
    int connections,
    long connectionsOpened,
    long connectionsRefused,
    long connectionsOverLimit,
    long confs,
    long confBytes,
    long confsNew,
    long confsKnown,
    long confsDropped,
    List<String> passedOver,
    RunnerLoad load) {

  /**
   * Copies the list.
   *
   * @param listening whether the socket is this server's
   * @param ending whether it has been told to end
   * @param callsInFlight calls that have no reply yet
   * @param maxCallsInFlight the most calls that may be in flight
   * @param connections open connections
   * @param connectionsOpened connections that were accepted so far
   * @param connectionsRefused connections that were refused so far for their peer
   * @param connectionsOverLimit connections that were refused so far since there were too many
   * @param confs confs that are kept
   * @param confBytes what they take of the bytes for confs
   * @param confsNew confs prepared so far that were new
   * @param confsKnown confs prepared so far that were known
   * @param confsDropped confs that had to go so far
   * @param passedOver filters that confs name in a phase in which they do nothing
   * @param load how far it is from its other limits
   */
  public RunnerState {
    passedOver = List.copyOf(passedOver);
    requireNonNull(load, "load");
  }
}
