/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import java.util.Optional;

/** Answers a request with a configured body instead of passing it on. */
public final class Say implements Filter<Say.Conf> {
  public record Conf(Optional<String> body) {}

  @Override
  public String name() {
    return "say";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    return conf.body()
        .map(body -> Decision.stop(200).header("X-Resp-A6-Runner", "Java").body(body))
        .orElseGet(Decision::proceed);
  }
}
