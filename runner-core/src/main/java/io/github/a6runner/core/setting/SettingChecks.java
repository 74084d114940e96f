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
  private final List<SettingProblem> problems = new ArrayList<>();

  /** A time that has to pass. */
  void positive(String key, Duration value) {
    that(!value.isNegative() && !value.isZero(), key, DurationText.of(value), "more than zero");
  }

  /** How many of a thing there may be. */
  void count(String key, int value) {
    atLeast(key, value, 1, "");
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
