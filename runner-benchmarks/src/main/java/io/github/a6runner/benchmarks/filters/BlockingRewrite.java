/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks.filters;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;

/** Sets the path, a header and an argument. Needs no configuration. */
public sealed class BlockingRewrite implements Filter<String> permits Rewrite {

  @Override
  public String name() {
    return "rewrite-blocking";
  }

  @Override
  public String configure(ConfSource source) {
    return "";
  }

  @Override
  public Decision onRequest(RequestCall call, String conf) {
    call.path("/rewritten");
    call.headers().set("X-Rewritten", "yes");
    call.args().set("from", "runner");
    return Decision.proceed();
  }
}
