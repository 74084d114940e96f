/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * Thrown where a filter asks for something of a call that is over: APISIX hung up, or the call's
 * time has passed. Nobody waits for the filter any more, and nothing that it does changes the
 * outcome: it lets the exception through, and lets go of what it holds on the way.
 *
 * <pre>{@code
 * places.acquireUninterruptibly();
 * try {
 *   return call.body().size() > conf ? Decision.stop(413) : Decision.proceed();
 * } finally {
 *   places.release(); // of a call that is over, too
 * }
 * }</pre>
 */
public final class CallAbortedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception, as the runner does; and as a filter's own unit test may.
   *
   * @param message why the call is over
   */
  public CallAbortedException(String message) {
    super(message);
  }
}
