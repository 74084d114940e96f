/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.List;

/**
 * What a server is in the middle of, and what it has counted, at one moment. Immutable.
 *
 * @param listening whether the socket at its path is this server's, and it accepts connections
 * @param ending whether it has been told to end
 * @param calls its calls in flight
 * @param connections its connections
 * @param confs its confs
 * @param passedOver filters that confs name in a phase in which they do nothing, as in {@code say
 *     RESPONSE}; immutable
 * @param load how far it is from its other limits
 */
public record RunnerState(
    boolean listening,
    boolean ending,
    OfCalls calls,
    OfConnections connections,
    OfConfs confs,
    List<String> passedOver,
    RunnerLoad load) {

  /**
   * The calls in flight. Immutable.
   *
   * @param inFlight calls that have no reply yet
   * @param limit the most that there may be
   */
  public record OfCalls(int inFlight, int limit) {}

  /**
   * The connections, those that were opened or refused since the start. Immutable.
   *
   * @param open open connections
   * @param opened connections that were accepted
   * @param refused connections that were refused for their peer
   * @param overLimit connections that were refused since there were too many
   */
  public record OfConnections(int open, long opened, long refused, long overLimit) {}

  /**
   * The confs, those that were prepared or dropped since the start. Immutable.
   *
   * @param kept confs that are kept
   * @param bytes what they take of the bytes for confs
   * @param made confs that APISIX has prepared and that were new
   * @param known confs that APISIX has prepared and whose token was known
   * @param dropped confs that had to go to make room
   */
  public record OfConfs(long kept, long bytes, long made, long known, long dropped) {}
}
