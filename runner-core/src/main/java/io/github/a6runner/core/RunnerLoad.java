/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.setting.LoadLimits;
import java.util.Map;

/**
 * How far a server is from its limits at one moment, besides the calls in flight. Immutable.
 *
 * @param callsQueued calls that wait for a thread of a pool
 * @param callsWaiting calls that wait for a body from APISIX
 * @param bytesInFlight bytes of large messages
 * @param loopsLost event loops that a filter holds for ever and that were replaced
 * @param filters the filters that have been at work, by name, also those that are not loaded any
 *     more; immutable
 * @param limits the most that there may be of each
 */
public record RunnerLoad(
    int callsQueued,
    int callsWaiting,
    long bytesInFlight,
    int loopsLost,
    Map<String, OfFilter> filters,
    LoadLimits limits) {

  /**
   * What one filter is in the middle of. Immutable.
   *
   * @param calls calls that it is at work on, on threads of its own or asynchronously
   * @param stuckThreads threads that it holds although they were interrupted a second ago or more
   */
  public record OfFilter(int calls, int stuckThreads) {}
}
