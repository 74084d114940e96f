/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import java.util.concurrent.Semaphore;

/** Lets a few calls at a time look at their bodies, which must not be too large. */
final class Turnstile implements Filter<Integer> {
  private final Semaphore places;

  Turnstile(Semaphore places) {
    this.places = places;
  }

  @Override
  public String name() {
    return "turnstile";
  }

  @Override
  public Integer configure(ConfSource source) {
    return Integer.valueOf(source.text());
  }

  @Override
  public Decision onRequest(RequestCall call, Integer conf) {
    places.acquireUninterruptibly();
    try {
      return call.body().size() > conf ? Decision.stop(413) : Decision.proceed();
    } finally {
      places.release(); // of a call that is over, too
    }
  }
}
