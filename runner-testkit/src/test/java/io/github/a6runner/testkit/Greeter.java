/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;

/** A filter for plugins of tests: it greets, and says whether its classes are the tests' own. */
public class Greeter implements NonBlockingFilter<Greeter.Conf> {

  /**
   * What a route says.
   *
   * @param name who is greeted
   */
  public record Conf(String name) {}

  @Override
  public String name() {
    return "greeter";
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    boolean ofTheTests = getClass().getClassLoader() == ClassLoader.getSystemClassLoader();
    return Decision.stop(200)
        .header("X-Loaded-By", ofTheTests ? "tests" : "plugin")
        .body("Hello " + conf.name());
  }
}
