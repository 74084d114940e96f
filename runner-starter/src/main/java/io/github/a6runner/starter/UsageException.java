/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.util.List;

/**
 * A mistake of whoever configured or called the runner. It is told in full, one line for each
 * problem, and without a stack trace.
 */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  UsageException(String problem) {
    this(List.of(problem));
  }

  UsageException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, each as {@code thing: value (expected: ...)}. */
  List<String> problems() {
    return problems;
  }
}
