/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

/** What the page sent cannot be tried; the message says what was expected. */
final class PlayException extends Exception {
  private static final long serialVersionUID = 1L;

  PlayException(String message) {
    super(message);
  }
}
