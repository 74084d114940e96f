/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import io.github.a6runner.api.InvalidConfException;

/** Places in a configuration. */
final class Place {
  private Place() {}

  /** Runs a check, and has its refusal say where in the configuration it was. */
  static void check(String path, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw new InvalidConfException(path + ": " + e.getMessage(), e);
    }
  }
}
