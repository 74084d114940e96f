/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Filter;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Phase;
import io.github.a6runner.core.setting.FilterSettings;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A filter that is ready for calls, and what is known of it. Immutable; the {@link Generation} that
 * it is of owns the filter, and closes it.
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
  private static final Logger logger = LoggerFactory.getLogger(LoadedFilter.class);

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
   * @param all what the operator has set for filters
   * @throws Exception what the filter threw
   */
  void start(FilterSettings all) throws Exception {
    SettingsSource settings = new SettingsSource(all.of(name));
    PluginContext.call(
        this,
        () -> {
          start(settings);
          FilterShape.requireName(name, filter.name());
          return name;
        });
    if (all.areFor(name) && !settings.wasRead()) {
      logger.warn(
          "filters.{}.settings: not read by the filter, {} (expected: settings of a filter that"
              + " takes some)",
          name,
          origin);
    }
  }

  private void start(SettingsSource settings) throws Exception {
    try {
      filter.start(settings);
    } catch (InvalidConfException e) {
      throw settings.wasRead() ? PluginFailure.ofSettings(this, e) : e;
    }
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
