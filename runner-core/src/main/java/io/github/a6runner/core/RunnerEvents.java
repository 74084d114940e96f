/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Phase;
import java.util.Optional;

/**
 * Is told of everything that a server does, to count and to measure it.
 *
 * <p>Its methods are called on the runner's own threads, several at once and often several times
 * for a call: they must be quick and thread-safe and must not throw. By default they do nothing.
 * Durations are in nanoseconds.
 */
public interface RunnerEvents {

  /** Takes no notice of anything; nothing is measured for it. */
  RunnerEvents NONE = new RunnerEvents() {};

  /** How a filter's turn at a call has ended. */
  enum TurnEnd {
    /** It let the call go on. */
    PROCEEDED,
    /** It answered the call. */
    STOPPED,
    /** It threw, or its stage failed. */
    FAILED,
    /** The call or its own time was over before it decided. */
    CUT_OFF
  }

  /** What APISIX is asked during a call. */
  enum Query {
    /** The value of a variable. */
    VARIABLE,
    /** The body of the request. */
    REQUEST_BODY,
    /** The body of the response. */
    RESPONSE_BODY
  }

  /**
   * A call goes on.
   *
   * @param phase its phase
   * @param nanos how long it took
   */
  default void callProceeded(Phase phase, long nanos) {}

  /**
   * A call was answered by a filter.
   *
   * @param phase its phase
   * @param nanos how long it took
   */
  default void callStopped(Phase phase, long nanos) {}

  /**
   * A call was denied.
   *
   * @param phase its phase
   * @param cause why
   * @param nanos how long it took
   */
  default void callDenied(Phase phase, Cause cause, long nanos) {}

  /**
   * A call was denied at once, before it could take any time: too much is under way, or the runner
   * itself failed.
   *
   * @param phase its phase
   * @param cause why
   */
  default void callNotTaken(Phase phase, Cause cause) {}

  /**
   * A call has ended without a reply: the connection is gone.
   *
   * @param phase its phase
   * @param cause why
   * @param nanos how long it took
   */
  default void callLost(Phase phase, Cause cause, long nanos) {}

  /**
   * A filter's turn has ended.
   *
   * @param filter the filter's name
   * @param phase the call's phase
   * @param end how
   * @param nanos from its begin to its decision
   */
  default void turnEnded(String filter, Phase phase, TurnEnd end, long nanos) {}

  /**
   * A call has failed, or goes on without a filter that should have run.
   *
   * @param filter the filter, which may be one that is not loaded, if it is about one
   * @param phase the call's phase
   * @param cause why
   */
  default void failure(Optional<String> filter, Phase phase, Cause cause) {}

  /**
   * APISIX has answered a query.
   *
   * @param query what it was asked
   * @param nanos how long it took
   */
  default void queryAnswered(Query query, long nanos) {}

  /**
   * A call's token was looked for.
   *
   * @param found whether its conf is there; if not, APISIX is to prepare it again
   */
  default void tokenLooked(boolean found) {}

  /**
   * A filter could not make anything of a configuration.
   *
   * @param filter the filter, which may be one that is not loaded
   */
  default void configureFailed(String filter) {}
}
