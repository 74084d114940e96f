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
import java.util.Set;

/** The filter of README.md. */
public final class KeyCheck implements Filter<KeyCheck.Conf> {
  public record Conf(@Secret Set<String> keys) {}

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
    boolean known = call.headers().first("x-key").filter(conf.keys()::contains).isPresent();
    return known ? Decision.proceed() : Decision.stop(401).body("which key?\n");
  }
}
