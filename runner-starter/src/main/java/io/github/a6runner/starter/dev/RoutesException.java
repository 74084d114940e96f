/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import java.util.List;

/** A routes file that cannot be used: what is wrong with it, one line for each mistake. */
public final class RoutesException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  RoutesException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * Returns what is wrong.
   *
   * @return one line for each mistake, with file and line
   */
  public List<String> problems() {
    return problems;
  }
}
