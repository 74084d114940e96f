/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * A filter whose phases never wait: they run on the thread that serves the socket, which makes them
 * the cheapest form. Only {@link #onRequest} and {@link #onResponse} do; the other methods run
 * where they may block.
 *
 * <pre>{@code
 * @Override
 * public Decision onRequest(RequestCall call, Conf conf) {
 *   Optional<String> tenant =
 *       call.args().first(conf.argument()).filter(name -> name.matches("[a-z0-9-]+"));
 *   if (tenant.isEmpty()) {
 *     return Decision.stop(400).body("which tenant?\n");
 *   }
 *   call.path("/" + tenant.get() + call.path());
 *   call.args().remove(conf.argument());
 *   return Decision.proceed();
 * }
 * }</pre>
 *
 * <p>They must not block, sleep, lock for long or compute for more than some milliseconds. A filter
 * that holds the thread for more than 100 ms is named in the log; the second time, or at once if it
 * does not come back when its time is over, it is run as a filter that may block from then on.
 *
 * <p>Variables and bodies have to be named in {@link #needs}: asking for another one here throws
 * {@link IllegalStateException}, since the answer could never arrive.
 *
 * <p>A filter is of one form: one that is an {@link AsyncFilter} too is not loaded.
 *
 * @param <C> the configuration object, see {@link Filter}
 */
public interface NonBlockingFilter<C> extends Filter<C> {}
