/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import java.time.Duration;

/**
 * How long the parts of a runner's end may take: first the calls in flight, then all else, one
 * after another. What is not through when {@link #CALLS_MANAGED} and {@link #REST_MANAGED} are over
 * is cut off with the process.
 */
public final class EndTimes {
  /** How long after SIGTERM APISIX leaves a runner before it kills it. */
  public static final Duration KILLED_AFTER = Duration.ofSeconds(1);

  /** What calls in flight get of that. */
  public static final Duration CALLS_MANAGED = Duration.ofMillis(750);

  /** How long a runner that was started by hand gives the calls in flight. */
  public static final Duration CALLS_BY_HAND = Duration.ofSeconds(10);

  /** What closing the server, the filters and the log may take together after the calls. */
  public static final Duration REST_MANAGED = Duration.ofMillis(180);

  /** The same for a runner that was started by hand. */
  public static final Duration REST_BY_HAND = Duration.ofSeconds(5);

  /** How long all event loops together may take; a filter may hold one for ever. */
  public static final Duration LOOPS = Duration.ofMillis(50);

  /** How long closing what filters have made of confs may take. */
  public static final Duration CONFS = Duration.ofMillis(100);

  /** How long the management may take to close. */
  public static final Duration MANAGEMENT = Duration.ofMillis(50);

  private EndTimes() {}
}
