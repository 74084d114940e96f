/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import java.nio.file.Path;

/**
 * What is logged, and where to. Immutable.
 *
 * @param level the least level that is logged
 * @param target where the log goes
 * @param format how an event is written
 * @param file the log file, if it goes to one
 * @param maxFileSize the size in bytes at which a file is put aside
 * @param keepDays how many days files that were put aside are kept, unless they take too much
 */
public record LogSettings(
    Level level, Target target, Format format, Path file, long maxFileSize, int keepDays) {

  /** How many times {@link #maxFileSize()} the files that were put aside may take together. */
  public static final int MOST_SIZES = 50;

  /** The levels that can be configured. */
  public enum Level {
    /** What does not work. */
    ERROR,
    /** What may not be meant. */
    WARN,
    /** What happens now and then, and is well. */
    INFO,
    /** What helps to find a mistake. */
    DEBUG,
    /** All there is. */
    TRACE
  }

  /** Where a log can go. */
  public enum Target {
    /** To the file if APISIX started the runner, else to stderr. */
    AUTO,
    /** To stderr. */
    STDERR,
    /** To the file. */
    FILE
  }

  /** How an event is written. */
  public enum Format {
    /** One line for people, and more of them for an exception. */
    TEXT,
    /** One object on one line. */
    JSON
  }

  /**
   * The defaults.
   *
   * @param file the log file, if the log goes to one
   * @return the settings
   */
  public static LogSettings standard(Path file) {
    return new LogSettings(Level.INFO, Target.AUTO, Format.TEXT, file, 10L << 20, 7);
  }

  /**
   * The same with another level.
   *
   * @param other the least level that is logged
   * @return the settings
   */
  public LogSettings withLevel(Level other) {
    return new LogSettings(other, target, format, file, maxFileSize, keepDays);
  }

  /**
   * The same for another place.
   *
   * @param other where the log goes
   * @return the settings
   */
  public LogSettings withTarget(Target other) {
    return new LogSettings(level, other, format, file, maxFileSize, keepDays);
  }

  /**
   * The same in another format.
   *
   * @param other how an event is written
   * @return the settings
   */
  public LogSettings withFormat(Format other) {
    return new LogSettings(level, target, other, file, maxFileSize, keepDays);
  }

  /**
   * The same for another file.
   *
   * @param other the log file, if the log goes to one
   * @return the settings
   */
  public LogSettings withFile(Path other) {
    return new LogSettings(level, target, format, other, maxFileSize, keepDays);
  }

  /**
   * The same with another size.
   *
   * @param bytes the size at which a file is put aside
   * @return the settings
   */
  public LogSettings withMaxFileSize(long bytes) {
    return new LogSettings(level, target, format, file, bytes, keepDays);
  }

  /**
   * The same with other days.
   *
   * @param days how many days files that were put aside are kept
   * @return the settings
   */
  public LogSettings withKeepDays(int days) {
    return new LogSettings(level, target, format, file, maxFileSize, days);
  }
}
