/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks.filters;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;

/** Waits, as one that asks a slow service does. Needs no configuration. */
public final class WaitTenMillis implements Filter<String> {

  @Override
  public String name() {
    return "wait-10-ms";
  }

  @Override
  public String configure(ConfSource source) {
    return "";
  }

  @Override
  public Decision onRequest(RequestCall call, String conf) throws InterruptedException {
    Thread.sleep(10);
    return Decision.proceed();
  }
}
