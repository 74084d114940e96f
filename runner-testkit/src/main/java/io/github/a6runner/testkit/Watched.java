/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.Call;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A filter whose failures are noted on their way to the runner, which only logs them. */
abstract class Watched<C, F extends Filter<C>> implements Filter<C> {
  final F filter;
  private final Failures failures;

  Watched(F filter, Failures failures) {
    this.filter = filter;
    this.failures = failures;
  }

  @Override
  public final String name() {
    return filter.name();
  }

  @Override
  public final C configure(ConfSource source) throws Exception {
    try {
      C conf = filter.configure(source);
      failures.removeConf(name(), source.text());
      return conf;
    } catch (Throwable e) {
      failures.addConf(name(), source.text(), CallFailure.of(name(), e));
      throw e;
    }
  }

  @Override
  public final Needs needs(Phase phase, C conf) {
    return filter.needs(phase, conf);
  }

  @Override
  public final void start() throws Exception {
    filter.start();
  }

  @Override
  public final void close() throws Exception {
    filter.close();
  }

  /** Notes what a phase throws. */
  final <T> T watch(Call call, Callable<T> phase) throws Exception {
    try {
      return phase.call();
    } catch (Throwable e) {
      failures.addCall(call.id(), CallFailure.of(name(), e));
      throw e;
    }
  }

  /** Notes what a stage fails with, before whoever waits for the result knows it. */
  final <T> CompletionStage<T> watch(long id, CompletionStage<T> stage) {
    return stage.whenComplete((value, failure) -> note(id, failure));
  }

  private void note(long id, @Nullable Throwable failure) {
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      failures.addCall(id, CallFailure.of(name(), cause == null ? failure : cause));
    }
  }
}
