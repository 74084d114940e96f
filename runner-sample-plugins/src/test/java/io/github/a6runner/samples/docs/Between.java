/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.RequestCall;

/** Takes two numbers that belong together. */
final class Between implements Filter<Between.Conf> {
  record Conf(int least, int most) {}

  @Override
  public String name() {
    return "between";
  }

  @Override
  public Conf configure(ConfSource source) {
    Conf conf = source.as(Conf.class);
    if (conf.least() > conf.most()) {
      throw new InvalidConfException("$.least: over $.most (expected: at most that)");
    }
    return conf;
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    int size = call.body().size();
    return conf.least() <= size && size <= conf.most() ? Decision.proceed() : Decision.stop(400);
  }
}
