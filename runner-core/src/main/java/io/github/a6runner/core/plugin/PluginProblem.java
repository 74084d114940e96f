/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;

/**
 * Why something of the plugins folder is not usable.
 *
 * @param origin the entry it is about, for instance {@code plugins/foo.jar}
 * @param reason what is wrong with it, on one line
 */
public record PluginProblem(String origin, String reason) {

  /**
   * Takes any origin and reason.
   *
   * @param origin the entry it is about, for instance {@code plugins/foo.jar}
   * @param reason what is wrong with it, on one line
   */
  public PluginProblem {
    requireNonNull(origin, "origin");
    requireNonNull(reason, "reason");
  }

  @Override
  public String toString() {
    return origin + ": " + reason;
  }
}
