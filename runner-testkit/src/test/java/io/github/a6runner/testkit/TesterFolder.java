/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** The folder of a tester's runner, which is there as long as the tester is open. */
public final class TesterFolder {
  private TesterFolder() {}

  /** Returns it. */
  public static Path of(FilterTester tester) {
    return requireNonNull(tester.socket().getParent());
  }
}
