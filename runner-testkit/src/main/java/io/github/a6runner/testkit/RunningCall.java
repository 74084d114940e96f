/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A call that a test lets run while it does something else, such as putting the clock forward.
 * Thread-safe.
 *
 * <pre>{@code
 * RunningCall<RequestOutcome> call = tester.beginRequest(r -> {});
 * tester.clock().advance(Duration.ofSeconds(30));
 * assertThat(call.outcome()).fails().isOverdue();
 * }</pre>
 *
 * @param <O> what becomes of it: a {@link RequestOutcome} or a {@link ResponseOutcome}
 */
public final class RunningCall<O> {
  private final CallTrace trace;
  private final CompletableFuture<O> outcome = new CompletableFuture<>();

  private RunningCall(CallTrace trace) {
    this.trace = trace;
  }

  /** Runs a call on a thread of its own, and waits until a filter is at work or it is over. */
  static <O> RunningCall<O> begin(CallTrace trace, Supplier<O> call) {
    RunningCall<O> running = new RunningCall<>(trace);
    Thread thread = new Thread(() -> running.run(call), "a6-testkit-call");
    thread.setDaemon(true);
    thread.start();
    trace.awaitAny();
    return running;
  }

  /**
   * Waits until a filter of the route has been called, if another was first.
   *
   * @param filter the name of the filter
   * @return this
   * @throws AssertionError if the call is over without it, or it is not called within 30 s
   */
  public RunningCall<O> awaitFilter(String filter) {
    trace.await(filter);
    return this;
  }

  /**
   * Waits until the call is over, however long that takes; the runner ends it at its deadline.
   *
   * @return what became of it
   */
  public O outcome() {
    try {
      return outcome.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void run(Supplier<O> call) {
    try {
      outcome.complete(call.get());
    } catch (RuntimeException | Error e) {
      outcome.completeExceptionally(e);
    }
  }
}
