/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

/** Thrown where an entry of the plugins folder cannot be used; the message is the reason. */
final class PluginRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String publicReason;

  PluginRefusedException(String reason) {
    super(reason);
    this.publicReason = reason;
  }

  /** For what a plugin may have said: that is in the reason alone. */
  PluginRefusedException(String reason, String publicReason, Throwable cause) {
    super(reason, cause);
    this.publicReason = publicReason;
  }

  PluginProblem problemOf(String origin) {
    return new PluginProblem(origin, String.valueOf(getMessage()), publicReason);
  }
}
