/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.time.Duration;

/**
 * How long a soak takes and how much it does.
 *
 * @param length how long it takes, without starts and stops
 * @param sample how often it looks at the process
 * @param reload how often the plugin is replaced
 * @param restart how often the other runner is
 */
record SoakPlan(Duration length, Duration sample, Duration reload, Duration restart) {
  /** Calls a second of all callers of the runner that is watched. */
  static final int RATE = 200;

  /** Its callers. */
  static final int CALLERS = 5;

  /** The short form, for every build. */
  static SoakPlan brief() {
    return new SoakPlan(
        Duration.ofSeconds(16),
        Duration.ofSeconds(1),
        Duration.ofMillis(1500),
        Duration.ofSeconds(7));
  }

  /** One of some minutes: with a look every 10 s, or more often if it is short. */
  static SoakPlan of(int minutes) {
    Duration length = Duration.ofMinutes(minutes);
    Duration often = Duration.ofSeconds(Math.min(10, length.toSeconds() / 30));
    return new SoakPlan(length, often, often, Duration.ofSeconds(30));
  }
}
