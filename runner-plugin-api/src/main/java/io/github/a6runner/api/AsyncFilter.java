/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A filter that waits for others without holding a thread: it returns a stage and decides when that
 * completes. {@link #onRequestAsync} and {@link #onResponseAsync} are called on the thread that
 * serves the socket and must return at once; the other methods run where they may block.
 *
 * <pre>{@code
 * @Override
 * public CompletionStage<Decision> onRequestAsync(RequestCall call, Conf conf) {
 *   return call.variableAsync(conf.variable())
 *       .thenApply(Optional::isPresent)
 *       .thenApply(known -> known ? Decision.proceed() : Decision.stop(401));
 * }
 * }</pre>
 *
 * <p>The call may be used until the stage completes, by one thread at a time; what was done to it
 * before is part of the outcome. A stage that fails is a filter that threw; one that never
 * completes is ended by the deadline of the call, and one that completes after it is ignored. From
 * then on nothing is kept for it: its configuration object may be closed, and so may the filter and
 * its plugin, once they have been replaced.
 *
 * <p>{@link Filter#onRequest} and {@link Filter#onResponse} would not be called: a filter of this
 * form that overrides one of them is not loaded, nor is one that is a {@link NonBlockingFilter}
 * too.
 *
 * @param <C> the configuration object, see {@link Filter}
 */
public interface AsyncFilter<C> extends Filter<C> {

  /**
   * Begins to decide on a request.
   *
   * @param call the request, to be used until the stage completes
   * @param conf what {@link #configure} made
   * @return a stage of the decision; by default one that proceeds
   * @throws Exception if the filter cannot decide
   */
  default CompletionStage<Decision> onRequestAsync(RequestCall call, C conf) throws Exception {
    return CompletableFuture.completedStage(Decision.proceed());
  }

  /**
   * Begins to look at a response.
   *
   * @param call the response, to be used until the stage completes
   * @param conf what {@link #configure} made
   * @return a stage that completes, with any value, when the filter is through; by default at once
   * @throws Exception if the filter fails
   */
  default CompletionStage<?> onResponseAsync(ResponseCall call, C conf) throws Exception {
    return CompletableFuture.completedStage(Boolean.TRUE);
  }
}
