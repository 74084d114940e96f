/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import java.time.Duration;

/**
 * How long the parts of a runner's end may take, one after another: the calls in flight, the
 * server, the management, plugins that are being loaded, the filters. What is not through when
 * {@link #calls} and {@link #rest} are over is cut off with the process.
 *
 * @param calls what calls in flight get, if nobody sets another time
 * @param server what the event loops get, and then the closing of what filters have made of confs
 * @param filters what closing filters gets, and all that comes after it
 */
public record EndTimes(Duration calls, Duration server, Duration filters) {
  /** How long after SIGTERM APISIX kills a runner, at the soonest; it says a second. */
  public static final Duration KILLED_AFTER = Duration.ofMillis(950);

  /** How long all event loops together may take of the server's time; a filter may hold one. */
  public static final Duration LOOPS = Duration.ofMillis(40);

  /** How long the management may take to close. */
  public static final Duration MANAGEMENT = Duration.ofMillis(20);

  /** How long the end waits for a plugin that is being loaded. */
  public static final Duration LOADING = Duration.ofMillis(20);

  /** Those of a runner that APISIX has started, and is going to kill. */
  public static final EndTimes MANAGED =
      new EndTimes(Duration.ofMillis(750), Duration.ofMillis(90), Duration.ofMillis(20));

  /** Those of a runner that was started by hand. */
  public static final EndTimes BY_HAND =
      new EndTimes(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(4));

  /**
   * Those of a runner.
   *
   * @param managed whether APISIX has started it
   * @return the times
   */
  public static EndTimes of(boolean managed) {
    return managed ? MANAGED : BY_HAND;
  }

  /**
   * What there is after the calls.
   *
   * @return the sum of the parts
   */
  public Duration rest() {
    return server.plus(MANAGEMENT).plus(LOADING).plus(filters);
  }
}
