/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * Thrown where a filter asks for something of a call that is over: APISIX hung up, or the call's
 * time has passed. A filter lets it through.
 */
public final class CallAbortedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message why the call is over
   */
  public CallAbortedException(String message) {
    super(message);
  }
}
