/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.core.log.LogContext;

/**
 * Who is told of what a server does, besides the gateway. Immutable.
 *
 * @param observer watches single calls
 * @param events counts and measures
 * @param log knows which call a line of the log is about
 */
public record RunnerHooks(CallObserver observer, RunnerEvents events, LogContext log) {

  /** Nobody; lines of the log have their call in the MDC of slf4j. */
  public static final RunnerHooks NONE =
      new RunnerHooks(CallObserver.NONE, RunnerEvents.NONE, LogContext.IN_MDC);

  /**
   * Takes all of them.
   *
   * @param observer watches single calls
   * @param events counts and measures
   * @param log knows which call a line of the log is about
   */
  public RunnerHooks {
    requireNonNull(observer, "observer");
    requireNonNull(events, "events");
    requireNonNull(log, "log");
  }

  /** A filter could not use a configuration. */
  void configureFailed(String filter, String conf, Throwable why) {
    observer.configureFailed(filter, conf, why);
    events.configureFailed(filter);
  }
}
