/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.core.file.FileFailure;
import java.io.IOException;

/**
 * Why a runner cannot start. The message is written for the person who started it and is complete
 * without a stack trace: {@code thing: value (expected: ...)}.
 */
public final class StartException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception with nothing behind it.
   *
   * @param message what is wrong and what was expected
   */
  public StartException(String message) {
    super(requireNonNull(message, "message"));
  }

  /**
   * Makes an exception for a failure that something else reported.
   *
   * @param message what is wrong and what was expected
   * @param cause what was reported
   */
  public StartException(String message, Throwable cause) {
    super(requireNonNull(message, "message"), requireNonNull(cause, "cause"));
  }

  /** What was reported, in words for a person; one that has such words already stays as it is. */
  static StartException because(String what, IOException cause) {
    return cause instanceof StartException start
        ? start
        : new StartException(what + " (" + FileFailure.of(cause) + ")", cause);
  }
}
