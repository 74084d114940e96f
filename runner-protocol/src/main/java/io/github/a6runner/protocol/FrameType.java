/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import java.util.Optional;

/** The first byte of a frame: which kind of message the payload is. */
enum FrameType {
  ERROR(0),
  PREPARE_CONF(1),
  HTTP_REQ_CALL(2),
  EXTRA_INFO(3),
  HTTP_RESP_CALL(4);

  private static final WireNumbers<FrameType> NUMBERS =
      new WireNumbers<>(FrameType.class, FrameType::wireNumber);

  private final int wireNumber;

  FrameType(int wireNumber) {
    this.wireNumber = wireNumber;
  }

  /** Returns the number that stands for the type on the wire. */
  int wireNumber() {
    return wireNumber;
  }

  /** Returns the type that a number on the wire stands for, if any does. */
  static Optional<FrameType> ofWireNumber(int number) {
    return NUMBERS.find(number);
  }
}
