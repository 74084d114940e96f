/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.api.Filter;
import java.util.List;

/** A plugin that a test has put together, in the place of one that is loaded from a jar. */
public final class MadePlugin {
  private final Generation generation;

  /**
   * Takes filters that need no start.
   *
   * @param filters the filters
   * @param resource closed after them
   */
  public MadePlugin(List<Filter<?>> filters, AutoCloseable resource) {
    this.generation =
        new Generation(
            filters.stream().map(each -> LoadedFilter.inspect(each, "made", "made")).toList(),
            List.of(resource));
  }

  /** The filters of some plugins, as one set. */
  public static FilterSet set(List<MadePlugin> plugins) {
    return new FilterSet(plugins.stream().map(each -> each.generation).toList());
  }

  /** Lets go of it, as {@link Plugins} does when it has another in its place. */
  public void release() {
    generation.release();
  }
}
