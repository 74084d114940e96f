/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks.filters;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;

/** Sets two headers from a variable and the request's body. Needs no configuration. */
public sealed class BlockingVars implements Filter<String> permits Vars {

  @Override
  public String name() {
    return "vars-blocking";
  }

  @Override
  public String configure(ConfSource source) {
    return "";
  }

  @Override
  public Needs needs(Phase phase, String conf) {
    return phase == Phase.REQUEST ? Needs.variables("remote_addr").and(Needs.body()) : Needs.none();
  }

  @Override
  public Decision onRequest(RequestCall call, String conf) {
    call.headers().set("X-Remote", call.variable("remote_addr").orElse(""));
    call.headers().set("X-Body", String.valueOf(call.body().size()));
    return Decision.proceed();
  }
}
