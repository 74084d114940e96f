/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.archive;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.api.Variables;

/** The filter of a {@link Rehearsal}, which does a little of what filters do. Immutable. */
public final class RehearsalFilter implements Filter<RehearsalFilter.Conf> {
  static final String NAME = "rehearsal";

  /**
   * Its configuration.
   *
   * @param status the status to answer with
   */
  public record Conf(int status) {}

  /** For the loader of plugins. */
  public RehearsalFilter() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    call.headers().set("x-rehearsal", call.variable(Variables.REMOTE_ADDR).orElse(""));
    return call.path().equals("/")
        ? Decision.proceed()
        : Decision.stop(conf.status()).header("X-Rehearsal", NAME).body(NAME);
  }

  @Override
  public void onResponse(ResponseCall call, Conf conf) {
    call.headers().set("X-Rehearsal", NAME);
  }
}
