/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot be used; the message has a line for each of them. */
public final class WrongSettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<SettingProblem> problems;

  /** Takes the problems, at least one. */
  WrongSettingsException(List<SettingProblem> problems) {
    super(problems.stream().map(SettingProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /**
   * What is wrong.
   *
   * @return the problems, in the order of the settings
   */
  public List<SettingProblem> problems() {
    return problems;
  }
}
