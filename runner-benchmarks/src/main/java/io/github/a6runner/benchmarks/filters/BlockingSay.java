/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks.filters;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;

/** Answers with a configured body. */
public sealed class BlockingSay implements Filter<BlockingSay.Conf> permits Say {

  /**
   * The configuration.
   *
   * @param body what to answer
   */
  public record Conf(String body) {}

  @Override
  public String name() {
    return "say-blocking";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    return Decision.stop(200).header("X-Resp-A6-Runner", "Java").body(conf.body());
  }
}
