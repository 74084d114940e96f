/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

/**
 * How much a server takes on at one time, besides the calls in flight. Immutable.
 *
 * @param maxConnections the most connections
 * @param maxCallsPerFilter the most calls that one filter works on, if it has no limit of its own
 * @param maxCallsQueued the most calls that wait for a thread of a pool
 * @param maxCallsWaiting the most calls that wait for a body from APISIX
 * @param maxBytesInFlight the most bytes of large messages
 */
public record LoadLimits(
    int maxConnections,
    int maxCallsPerFilter,
    int maxCallsQueued,
    int maxCallsWaiting,
    long maxBytesInFlight) {}
