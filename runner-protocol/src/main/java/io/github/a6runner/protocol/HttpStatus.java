/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

/** What the status of a response says of it. For any thread. */
public final class HttpStatus {
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private HttpStatus() {}

  /**
   * Tells whether a response has a body at all; nginx sends none with the others, whatever it was
   * given.
   *
   * @param status the status, any number
   * @return false for 204 and 304
   */
  public static boolean hasBody(int status) {
    return status != NO_CONTENT && status != NOT_MODIFIED;
  }
}
