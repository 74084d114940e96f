/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What came of loading a plugins folder. Immutable; the caller owns the filters.
 *
 * @param filters all that can be used
 * @param problems why the rest cannot, in the order in which that was found; empty if there is no
 *     rest
 */
public record LoadResult(FilterSet filters, List<PluginProblem> problems) {

  /**
   * Takes the filters and a copy of the problems.
   *
   * @param filters all that can be used
   * @param problems why the rest cannot, in the order in which that was found; empty if there is no
   *     rest
   */
  public LoadResult {
    requireNonNull(filters, "filters");
    problems = List.copyOf(problems);
  }
}
