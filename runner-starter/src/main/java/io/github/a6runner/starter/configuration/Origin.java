/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

/**
 * Where a value of the configuration was given. Immutable.
 *
 * @param source the file, the variable of the environment or the option
 * @param line the line in a file, counted from 1; 0 for what is no file
 */
record Origin(String source, int line) {

  /** A variable of the environment, or an option of the command line. */
  static Origin of(String source) {
    return new Origin(source, 0);
  }

  /** Another line of the same file. */
  Origin at(int otherLine) {
    return new Origin(source, otherLine);
  }

  /** The place alone. */
  String place() {
    return line == 0 ? source : source + ":" + line;
  }

  /** What a message about a setting begins with; a variable or an option names the setting. */
  String naming(String key) {
    return line == 0 || key.isEmpty() ? place() : place() + ": " + key;
  }
}
