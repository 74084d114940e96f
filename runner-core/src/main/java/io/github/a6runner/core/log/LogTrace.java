/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.log;

import static java.util.Objects.requireNonNull;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/** The stack trace of foreign code in the log: its own methods may throw when asked for words. */
public final class LogTrace {
  private LogTrace() {}

  /**
   * Says what has failed, as an error.
   *
   * @param logger where it is said
   * @param what what has failed
   * @param failure what was thrown; its class alone is said where it cannot be printed
   */
  public static void say(Logger logger, String what, Throwable failure) {
    say(logger, Level.ERROR, what, failure);
  }

  /** The same on another level. */
  static void say(Logger logger, Level level, String what, Throwable failure) {
    requireNonNull(failure, "failure");
    try {
      logger.atLevel(level).setCause(failure).log(what);
    } catch (Throwable e) {
      logger
          .atLevel(level)
          .log("{}: {} (it cannot be printed)", what, failure.getClass().getName());
    }
  }
}
