/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.starter.surroundings.Words;

/**
 * What one look at one thing came to. Immutable.
 *
 * @param level how bad it is
 * @param subject what was looked at
 * @param text what was found
 * @param advice what to do about it; empty if there is nothing to do
 */
record Finding(Level level, String subject, String text, String advice) {

  /** How bad a thing is. */
  enum Level {
    /** As it should be. */
    OK,
    /** Worth to know. */
    INFO,
    /** Works, but maybe not as it is meant to. */
    WARN,
    /** Does not work. */
    FAIL
  }

  /** Takes all of it. */
  Finding {
    requireNonNull(level, "level");
    requireNonNull(subject, "subject");
    requireNonNull(text, "text");
    requireNonNull(advice, "advice");
  }

  /** As it should be. */
  static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text, "");
  }

  /** Worth to know. */
  static Finding info(String subject, String text) {
    return new Finding(Level.INFO, subject, text, "");
  }

  /** Works, but maybe not as it is meant to. */
  static Finding warn(String subject, String text, String advice) {
    return new Finding(Level.WARN, subject, text, advice);
  }

  /** Does not work. */
  static Finding fail(String subject, String text, String advice) {
    return new Finding(Level.FAIL, subject, text, advice);
  }

  /** As one line. */
  String line() {
    String todo = advice.isEmpty() ? "" : " (do: " + advice + ")";
    return "%-4s  %s: %s%s".formatted(Words.of(level), subject, text, todo);
  }
}
