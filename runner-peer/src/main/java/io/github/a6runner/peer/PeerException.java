/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import java.util.Objects;

/**
 * Something on the way to the runner or back did not happen as the protocol wants it: no runner
 * listens, it hung up, it was silent for too long, or it sent what is no message.
 */
public final class PeerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what was wrong, as {@code thing: value (expected: ...)}. */
  PeerException(String message) {
    super(message);
  }

  /** Says what was wrong, and what it was that noticed. */
  PeerException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns what a throwable says, or what it is where it says nothing. */
  static String reason(Throwable thrown) {
    return Objects.requireNonNullElseGet(thrown.getMessage(), thrown::toString);
  }
}
