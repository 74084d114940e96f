/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

/** The measures of a frame. */
public final class Frames {

  /** How many bytes come before the payload: one for the type, three for the payload's length. */
  public static final int HEADER_LENGTH = 4;

  /** The longest payload that three bytes can announce; a whole frame has four bytes more. */
  public static final int MAX_PAYLOAD_LENGTH = 0xFF_FFFF;

  private Frames() {}
}
