/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.setting;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What an operator has set for single filters, which only they understand. It may be secret: no
 * message and no log says more of it than whose it is. Immutable.
 *
 * @param byFilter the settings by the filter's name, each a JSON object
 */
public record FilterSettings(Map<String, String> byFilter) {

  /** The default: nothing is set for any filter. */
  public static final FilterSettings NONE = new FilterSettings(Map.of());

  private static final String NOTHING = "{}";

  /**
   * Copies the map.
   *
   * @param byFilter the settings by the filter's name, each a JSON object
   */
  public FilterSettings {
    byFilter = Map.copyOf(requireNonNull(byFilter, "byFilter"));
  }

  /**
   * The settings of one filter.
   *
   * @param filter the filter's name
   * @return a JSON object, an empty one if nothing is set
   */
  public String of(String filter) {
    return byFilter.getOrDefault(requireNonNull(filter, "filter"), NOTHING);
  }

  /**
   * Tells whether anything is set for a filter.
   *
   * @param filter the filter's name
   * @return true if there are settings of that name
   */
  public boolean areFor(String filter) {
    return byFilter.containsKey(requireNonNull(filter, "filter"));
  }

  @Override
  public String toString() {
    return "FilterSettings" + byFilter.keySet();
  }
}
