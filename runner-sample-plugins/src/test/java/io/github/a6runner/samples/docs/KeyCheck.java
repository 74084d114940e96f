/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.Secret;

/** The filter of README.md. */
public final class KeyCheck implements Filter<KeyCheck.Conf> {
  public record Conf(@Secret String key) {}

  @Override
  public String name() {
    return "key-check";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    return call.headers().all("key").contains(conf.key()) ? Decision.proceed() : Decision.stop(401);
  }
}
