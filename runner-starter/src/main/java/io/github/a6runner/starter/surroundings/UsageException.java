/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import java.util.List;

/**
 * A mistake of whoever configured or called the runner. It is told in full, one line for each
 * problem, and without a stack trace.
 */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * Creates an exception.
   *
   * @param problem what is wrong, as {@code thing: value (expected: ...)}
   */
  public UsageException(String problem) {
    this(List.of(problem));
  }

  /**
   * Creates an exception.
   *
   * @param problems all that is wrong
   */
  public UsageException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * Returns what is wrong.
   *
   * @return the problems, each as {@code thing: value (expected: ...)}
   */
  public List<String> problems() {
    return problems;
  }
}
