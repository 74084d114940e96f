/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import io.github.a6runner.protocol.wire.Err.Code;
import java.util.Optional;

/** What a runner can say was wrong with a message of APISIX. */
public enum ErrorCode {
  /** The message is none, or not one that may come now. The client gets a 503. */
  BAD_REQUEST(Code.BAD_REQUEST),
  /** The runner cannot do what the message asks for. The client gets a 503. */
  SERVICE_UNAVAILABLE(Code.SERVICE_UNAVAILABLE),
  /** The token means nothing. APISIX forgets all of its tokens, prepares again and retries. */
  CONF_TOKEN_NOT_FOUND(Code.CONF_TOKEN_NOT_FOUND);

  private static final WireNumbers<ErrorCode> NUMBERS =
      new WireNumbers<>(ErrorCode.class, ErrorCode::wireNumber);

  private final int wireNumber;

  ErrorCode(int wireNumber) {
    this.wireNumber = wireNumber;
  }

  /** Returns the number that stands for the code on the wire. */
  int wireNumber() {
    return wireNumber;
  }

  /** Returns the code that a number on the wire stands for, if any does. */
  static Optional<ErrorCode> ofWireNumber(int number) {
    return NUMBERS.find(number);
  }
}
