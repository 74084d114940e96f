/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static java.util.Objects.requireNonNull;

/**
 * Thrown where a filter asks for a body that cannot be had in that form. A filter that lets it
 * through has failed its call; one that can do without the body catches it.
 *
 * <pre>{@code
 * try {
 *   return Optional.of(call.decodedBody());
 * } catch (BodyUnavailableException e) {
 *   return Optional.empty();
 * }
 * }</pre>
 */
public final class BodyUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a body cannot be had. Later versions may know more reasons. */
  public enum Reason {
    /** It is announced larger than a frame can carry, or grows too large when decoded. */
    TOO_LARGE,
    /** It does not hold to the encoding that its headers announce. */
    MALFORMED,
    /** It is encoded in a way that the runner cannot undo. */
    UNSUPPORTED_ENCODING,
    /** It may be encoded in a way that only the upstream is told: see {@link RequestHeaders}. */
    UNKNOWN_ENCODING
  }

  /** Why the body cannot be had. */
  private final Reason reason;

  /**
   * Makes the exception, as the runner does; and as a filter's own unit test may, which has no
   * other way to see what the filter does without a body.
   *
   * @param reason why the body cannot be had
   * @param message what was found and what was expected
   */
  public BodyUnavailableException(Reason reason, String message) {
    super(message);
    this.reason = requireNonNull(reason, "reason");
  }

  /** Makes the exception with what went wrong when the body was decoded. */
  BodyUnavailableException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = requireNonNull(reason, "reason");
  }

  /**
   * Why the body cannot be had.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
