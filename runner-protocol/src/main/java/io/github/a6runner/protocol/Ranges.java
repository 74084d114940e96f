/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

/** The ranges of the numbers that travel. */
final class Ranges {

  private static final long UINT32_MAX = 0xFFFF_FFFFL;
  private static final int UINT16_MAX = 0xFFFF;

  private Ranges() {}

  /** Refuses a number that four bytes without a sign cannot hold. */
  static void uint32(String thing, long value) {
    check(thing, value, UINT32_MAX);
  }

  /** Refuses a number that two bytes without a sign cannot hold. */
  static void uint16(String thing, int value) {
    check(thing, value, UINT16_MAX);
  }

  private static void check(String thing, long value, long max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(thing + ": " + value + " (expected: 0 to " + max + ")");
    }
  }
}
