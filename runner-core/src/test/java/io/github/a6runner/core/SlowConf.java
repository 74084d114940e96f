/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;

/** A filter that is not done with its conf before a gate is opened. */
final class SlowConf implements Filter<String> {

  private final Gate started;
  private final Gate ready;

  SlowConf(Gate started, Gate ready) {
    this.started = started;
    this.ready = ready;
  }

  @Override
  public String name() {
    return "slow-conf";
  }

  @Override
  public String configure(ConfSource source) throws InterruptedException {
    started.open();
    ready.pass();
    return source.text() + " by " + Thread.currentThread().getName();
  }

  @Override
  public Decision onRequest(RequestCall call, String conf) {
    return Decision.stop(200).body(conf);
  }
}
