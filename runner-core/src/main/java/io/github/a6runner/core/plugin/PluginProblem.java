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
 * @param reason what is wrong with it, on one line, for its owner alone: what a plugin throws may
 *     say anything
 * @param publicReason the same without the messages of exceptions
 */
public record PluginProblem(String origin, String reason, String publicReason) {

  /**
   * Takes any origin and reasons.
   *
   * @param origin the entry it is about, for instance {@code plugins/foo.jar}
   * @param reason what is wrong with it, on one line
   * @param publicReason the same without the messages of exceptions
   */
  public PluginProblem {
    requireNonNull(origin, "origin");
    requireNonNull(reason, "reason");
    requireNonNull(publicReason, "publicReason");
  }

  @Override
  public String toString() {
    return origin + ": " + reason;
  }
}
