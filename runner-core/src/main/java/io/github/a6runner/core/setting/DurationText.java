/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import java.time.Duration;

/** Writes durations as they stand in the configuration: {@code 500ms}, {@code 30s}, {@code 1h}. */
public final class DurationText {
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;

  private DurationText() {}

  /**
   * Writes a duration in the largest unit that holds it without a rest.
   *
   * @param duration any duration; of less than a millisecond nothing is left
   * @return a whole number and {@code ms}, {@code s}, {@code m} or {@code h}
   */
  public static String of(Duration duration) {
    long seconds = duration.getSeconds();
    if (duration.getNano() != 0 || seconds == 0) {
      return duration.toMillis() + "ms";
    }
    if (seconds % HOUR == 0) {
      return seconds / HOUR + "h";
    }
    return seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
  }
}
