/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

/**
 * A record that no configuration can be bound to: a mistake of the plugin, whatever a route says.
 */
public final class UnfitRecordException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnfitRecordException(String where, String found, String expected) {
    super(where + ": " + found + " (expected: " + expected + ")");
  }
}
