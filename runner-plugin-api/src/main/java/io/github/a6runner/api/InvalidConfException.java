/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * Thrown by {@link Filter#configure} for a configuration that can never be used, and by {@link
 * Filter#start} for such settings. The message reaches the operator's log, so it names the place
 * and what was expected, but not the value, which may be secret.
 *
 * <pre>{@code
 * @Override
 * public Conf configure(ConfSource source) {
 *   Conf conf = source.as(Conf.class);
 *   if (conf.least() > conf.most()) {
 *     throw new InvalidConfException("$.least: over $.most (expected: at most that)");
 *   }
 *   return conf;
 * }
 * }</pre>
 */
public final class InvalidConfException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what is wrong, as {@code $.path: what is there (expected: what should be)}
   */
  public InvalidConfException(String message) {
    super(message);
  }

  /**
   * Makes the exception with its cause.
   *
   * @param message what is wrong
   * @param cause why
   */
  public InvalidConfException(String message, Throwable cause) {
    super(message, cause);
  }
}
