/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import static java.util.Objects.requireNonNull;

/**
 * A setting with a value that it cannot have. Immutable; its text is {@code key: value (expected:
 * ...)}.
 *
 * @param key the name of the setting
 * @param value the value, as one would write it
 * @param expected what was expected instead
 */
public record SettingProblem(String key, String value, String expected) {

  /**
   * Takes the three.
   *
   * @param key the name of the setting
   * @param value the value, as one would write it
   * @param expected what was expected instead
   */
  public SettingProblem {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
    requireNonNull(expected, "expected");
  }

  /**
   * The problem with another name for the setting, such as one with the place where it was given.
   *
   * @param name what it begins with
   * @return one line
   */
  public String named(String name) {
    return name + ": " + value + " (expected: " + expected + ")";
  }

  @Override
  public String toString() {
    return named(key);
  }
}
