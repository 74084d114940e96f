/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import java.util.List;

/**
 * The plugins of a runner at one moment. Immutable.
 *
 * @param inService what is in service, plugin by plugin
 * @param problems why what cannot be used
 * @param loaded how many generations were put in service so far
 * @param failures how many problems were found so far
 * @param leaving generations that were replaced or removed and are still in use
 */
public record PluginsState(
    List<InService> inService,
    List<PluginProblem> problems,
    long loaded,
    long failures,
    int leaving) {

  /**
   * Copies the lists.
   *
   * @param inService what is in service
   * @param problems why what cannot be used
   * @param loaded how many generations were put in service so far
   * @param failures how many problems were found so far
   * @param leaving generations that are still in use
   */
  public PluginsState {
    inService = List.copyOf(inService);
    problems = List.copyOf(problems);
  }

  /**
   * One plugin in service.
   *
   * @param generation a number that is no other generation's
   * @param filters its filters, at least one
   */
  public record InService(long generation, List<LoadedFilter> filters) {

    /**
     * Copies the list.
     *
     * @param generation a number that is no other generation's
     * @param filters its filters
     */
    public InService {
      filters = List.copyOf(filters);
    }
  }
}
