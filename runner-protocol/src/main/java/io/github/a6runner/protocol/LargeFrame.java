/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

/**
 * The announcement of a large frame, of which more is still to come. {@link MessageDecoder} fires
 * it as a user event, once for each such frame and before its message, so that whoever is short of
 * memory can stop reading. Immutable.
 *
 * @param length the bytes of its payload
 */
public record LargeFrame(int length) {

  /** How many bytes of payload are not large yet. */
  public static final int MOST_SMALL = 64 * 1024;
}
