/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

/** Thrown where an entry of the plugins folder cannot be used; the message is the reason. */
final class PluginRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  PluginRefusedException(String reason) {
    super(reason);
  }

  PluginRefusedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
