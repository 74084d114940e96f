/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import io.netty.handler.codec.EncoderException;

/** A message is longer than a frame can be; nothing of it was sent. */
public final class MessageTooLargeException extends EncoderException {

  private static final long serialVersionUID = 1L;

  /** Says which length was too much. */
  MessageTooLargeException(long payloadLength) {
    super(
        "payload: "
            + payloadLength
            + " bytes or more (expected: at most "
            + Frames.MAX_PAYLOAD_LENGTH
            + ")");
  }
}
