/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.nio.file.Path;

/**
 * What is logged, and where to. Immutable.
 *
 * @param level the least level that is logged
 * @param target where the log goes
 * @param format how an event is written
 * @param file the log file, if it goes to one
 * @param maxFileSize the size in bytes at which a file is put aside
 * @param keepDays how many days files that were put aside are kept
 */
record LogSettings(
    Level level, Target target, Format format, Path file, long maxFileSize, int keepDays) {

  /** The levels that can be configured. */
  enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /** Where a log can go. */
  enum Target {
    /** To the file if APISIX started the runner, else to stderr. */
    AUTO,
    /** To stderr. */
    STDERR,
    /** To the file. */
    FILE
  }

  /** How an event is written. */
  enum Format {
    /** One line for people, and more of them for an exception. */
    TEXT,
    /** One object on one line. */
    JSON
  }

  /** The defaults, for a file at the given place. */
  static LogSettings standard(Path file) {
    return new LogSettings(Level.INFO, Target.AUTO, Format.TEXT, file, 10L << 20, 7);
  }

  LogSettings withLevel(Level other) {
    return new LogSettings(other, target, format, file, maxFileSize, keepDays);
  }

  LogSettings withTarget(Target other) {
    return new LogSettings(level, other, format, file, maxFileSize, keepDays);
  }

  LogSettings withFormat(Format other) {
    return new LogSettings(level, target, other, file, maxFileSize, keepDays);
  }

  LogSettings withFile(Path other) {
    return new LogSettings(level, target, format, other, maxFileSize, keepDays);
  }

  LogSettings withMaxFileSize(long bytes) {
    return new LogSettings(level, target, format, file, bytes, keepDays);
  }

  LogSettings withKeepDays(int days) {
    return new LogSettings(level, target, format, file, maxFileSize, days);
  }
}
