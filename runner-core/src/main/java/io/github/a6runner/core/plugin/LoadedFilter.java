/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Phase;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filter that is ready for calls, and what is known of it. Immutable; its {@link FilterSet} owns
 * the filter.
 *
 * @param name the name by which routes ask for it
 * @param filter the filter
 * @param origin where it came from, for messages: {@code plugins/foo.jar} or {@code class path}
 * @param plugin the name of its plugin: the entry of the plugins folder without {@code .jar}, or
 *     {@code class path}
 * @param phases the phases that it implements, at least one; for any other it is passed over
 * @param execution how it runs
 */
public record LoadedFilter(
    String name,
    Filter<?> filter,
    String origin,
    String plugin,
    Set<Phase> phases,
    Execution execution) {

  /**
   * Takes what is known of a filter.
   *
   * @param name the name by which routes ask for it
   * @param filter the filter
   * @param origin where it came from, for messages: {@code plugins/foo.jar} or {@code class path}
   * @param plugin the name of its plugin: the entry of the plugins folder without {@code .jar}, or
   *     {@code class path}
   * @param phases the phases that it implements, at least one; for any other it is passed over
   * @param execution how it runs
   */
  public LoadedFilter {
    requireNonNull(name, "name");
    requireNonNull(filter, "filter");
    requireNonNull(origin, "origin");
    requireNonNull(plugin, "plugin");
    requireNonNull(execution, "execution");
    // In the order of the phases, which Set.copyOf would not keep.
    phases = Collections.unmodifiableSet(EnumSet.copyOf(phases));
  }

  /**
   * Looks a filter over. Calls its name, and so runs in the context of its plugin.
   *
   * @param filter the filter, not yet started
   * @param origin where it came from
   * @param plugin the name of its plugin
   * @return what is known of it
   * @throws IllegalArgumentException if no call could ever be given to it; the message says why
   */
  static LoadedFilter inspect(Filter<?> filter, String origin, String plugin) {
    requireNonNull(filter, "filter");
    FilterShape shape = FilterShape.of(filter);
    String name = FilterShape.nameOf(filter);
    return new LoadedFilter(name, filter, origin, plugin, shape.phases(), shape.execution());
  }

  /**
   * Finds out what the filter takes as its configuration. To this end {@link Filter#configure} is
   * called with a configuration that is refused; it runs on the caller's thread, and may block.
   *
   * @return the schema, or why there is none; never fails
   */
  public ConfSchema confSchema() {
    return ConfProbe.ask(this);
  }

  /** The class loader that is the thread's context around every call into the filter. */
  @Nullable ClassLoader classLoader() {
    return filter.getClass().getClassLoader();
  }

  /**
   * Starts the filter, in its plugin's context.
   *
   * @throws Exception what the filter threw
   */
  void start() throws Exception {
    PluginContext.call(
        this,
        () -> {
          filter.start();
          FilterShape.requireName(name, filter.name());
          return name;
        });
  }

  /**
   * Closes the filter, in its plugin's context.
   *
   * @throws Exception what the filter threw
   */
  void close() throws Exception {
    PluginContext.call(
        this,
        () -> {
          filter.close();
          return name;
        });
  }
}
