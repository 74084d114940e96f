/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.RequestCall;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the documentation shows of a filter that waits without a thread. */
public final class Lookup implements AsyncFilter<Lookup.Conf> {
  record Conf(String variable) {}

  @Override
  public String name() {
    return "lookup";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public CompletionStage<Decision> onRequestAsync(RequestCall call, Conf conf) {
    return call.variableAsync(conf.variable())
        .thenApply(Optional::isPresent)
        .thenApply(known -> known ? Decision.proceed() : Decision.stop(401));
  }
}
