/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import io.github.a6runner.protocol.ErrorCode;

/** The runner answered with an error; ends a try of a call and never leaves this package. */
final class ErrorAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  ErrorAnswerException(ErrorCode code) {
    super("reply: error " + code + " (expected: a verdict)", null, false, false);
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }
}
