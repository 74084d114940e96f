/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

/**
 * Thrown where a filter is not what a filter has to be. The message is the runner's own, unlike
 * that of another exception, which a filter may have thrown.
 */
final class UnfitFilterException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String message;

  UnfitFilterException(String message) {
    super(message);
    this.message = message;
  }

  /** The refusal of the plugin that the filter is in. */
  PluginRefusedException refusal() {
    return new PluginRefusedException(message, message, this);
  }
}
