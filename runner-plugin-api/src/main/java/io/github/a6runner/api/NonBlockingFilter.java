/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * A filter whose phases never wait: they run on the thread that serves the socket, which makes them
 * the cheapest form. It must not block, sleep, lock for long or compute for more than some
 * milliseconds; a filter that does is named in the log and from then on run like any other.
 *
 * <p>Variables and bodies have to be named in {@link #needs}: asking for another one here throws
 * {@link IllegalStateException}, since the answer could never arrive.
 *
 * @param <C> the configuration object, see {@link Filter}
 */
public interface NonBlockingFilter<C> extends Filter<C> {}
