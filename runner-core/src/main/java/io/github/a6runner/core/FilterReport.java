/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Decision;
import io.github.a6runner.core.call.CallSnapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * How one filter's turn at a call has ended: it stopped the call, failed, or let it go on.
 * Immutable.
 *
 * @param filter the name of the filter
 * @param index its place in the conf, from 0; a filter can stand there more than once
 * @param before the call as the filter found it
 * @param after the call as the filter left it
 * @param stop the decision to stop, if that is what it was
 * @param failure what went wrong, if something did
 * @param took the time from its begin to its decision
 */
public record FilterReport(
    String filter,
    int index,
    CallSnapshot before,
    CallSnapshot after,
    Optional<Decision.Stop> stop,
    Optional<Throwable> failure,
    Duration took) {}
