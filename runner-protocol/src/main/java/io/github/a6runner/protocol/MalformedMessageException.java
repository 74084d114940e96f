/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import io.netty.handler.codec.DecoderException;

/**
 * What the peer sent is no message, or none that it may send. What follows it on the connection has
 * no meaning any more.
 */
public final class MalformedMessageException extends DecoderException {

  private static final long serialVersionUID = 1L;

  /** Says what was wrong, as {@code thing: value (expected: ...)}. */
  MalformedMessageException(String message) {
    super(message);
  }

  /** Says what was wrong, and what it was that noticed. */
  MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
