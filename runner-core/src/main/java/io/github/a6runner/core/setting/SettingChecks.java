/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with settings. Not thread-safe. */
final class SettingChecks {
  /** More calls and connections than a machine has ports and memory for. */
  private static final int MOST = 1_000_000;

  private static final int MOST_THREADS = 10_000;

  private final List<SettingProblem> problems = new ArrayList<>();

  /** A time that has to pass. */
  void positive(String key, Duration value) {
    that(!value.isNegative() && !value.isZero(), key, DurationText.of(value), "more than zero");
  }

  /** How many of a thing there may be. */
  void count(String key, int value) {
    count(key, value, MOST);
  }

  /** How many threads there may be. */
  void threads(String key, int value) {
    count(key, value, MOST_THREADS);
  }

  private void count(String key, int value, int most) {
    atLeast(key, value, 1, "");
    that(value <= most, key, Integer.toString(value), "at most " + most);
  }

  /**
   * How much of a thing there may be.
   *
   * @param because why not less, as the end of a sentence; may be empty
   */
  void atLeast(String key, long value, long least, String because) {
    that(value >= least, key, Long.toString(value), least + " or more" + because);
  }

  /** Anything else. */
  void that(boolean right, String key, String value, String expected) {
    if (!right) {
      problems.add(new SettingProblem(key, value, expected));
    }
  }

  /**
   * Ends the checks.
   *
   * @throws WrongSettingsException if something is wrong, with all of it
   */
  void end() {
    if (!problems.isEmpty()) {
      throw new WrongSettingsException(problems);
    }
  }
}
