/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

/** A user whom nobody knows is to be let in. */
public final class UnknownUserException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** What names a user. */
  public static final String EXPECTED = "a user's name in /etc/passwd, or a number";

  /** The name that the system does not know. */
  private final String user;

  /** Takes the name. */
  UnknownUserException(String user) {
    super("allowed-users: " + user + " (expected: " + EXPECTED + ")");
    this.user = user;
  }

  /**
   * Who is not known.
   *
   * @return the name as it was given
   */
  public String user() {
    return user;
  }
}
