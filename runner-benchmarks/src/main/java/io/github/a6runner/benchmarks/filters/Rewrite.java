/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks.filters;

import io.github.a6runner.api.NonBlockingFilter;

/** As {@link BlockingRewrite}, on the event loop. */
public final class Rewrite extends BlockingRewrite implements NonBlockingFilter<String> {

  @Override
  public String name() {
    return "rewrite";
  }
}
