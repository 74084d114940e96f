/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Filter;
import io.github.a6runner.core.setting.FilterSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The filters that calls can ask for, by name: those of one {@link Generation} of each plugin.
 * Immutable and safe for any thread. Whoever holds it closes it, after the last call of its
 * filters.
 */
public final class FilterSet implements AutoCloseable {
  private static final String CLASS_PATH = "class path";

  private final Map<String, LoadedFilter> byName;
  private final Map<String, Generation> owners = new HashMap<>();
  private final List<Generation> generations;
  private final String notLoaded; // each conf that names such a filter keeps it

  /**
   * Makes the set of the filters of some plugins.
   *
   * @param generations the plugins, with their filters started
   * @throws IllegalArgumentException if two filters have one name
   */
  FilterSet(List<Generation> generations) {
    this.generations = List.copyOf(generations);
    this.byName = byName(generations.stream().flatMap(each -> each.filters().stream()).toList());
    this.notLoaded = notLoaded(byName.keySet());
    for (Generation generation : generations) {
      generation.filters().forEach(filter -> owners.put(filter.name(), generation));
    }
  }

  /**
   * Makes a set of filters from the class path and starts them.
   *
   * @param filters the filters, not yet started; the set closes them
   * @return the set
   * @throws IllegalArgumentException if two filters have one name, or one has none, implements no
   *     phase or contradicts itself; none has been started then
   * @throws IllegalStateException if a filter fails to start; those that had started are closed
   */
  public static FilterSet of(Filter<?>... filters) {
    return of(FilterSettings.NONE, filters);
  }

  /**
   * Makes a set of filters from the class path and starts them with their settings.
   *
   * @param settings what is set for them
   * @param filters the filters, not yet started; the set closes them
   * @return the set
   * @throws IllegalArgumentException as {@link #of(Filter...)}
   * @throws IllegalStateException as {@link #of(Filter...)}
   */
  public static FilterSet of(FilterSettings settings, Filter<?>... filters) {
    requireNonNull(settings, "settings");
    requireNonNull(filters, "filters");
    List<LoadedFilter> inspected = Arrays.stream(filters).map(filter -> inspect(filter)).toList();
    byName(inspected);
    List<LoadedFilter> started = new ArrayList<>();
    for (LoadedFilter filter : inspected) {
      start(filter, settings, started);
    }
    return new FilterSet(List.of(new Generation(started, List.of())));
  }

  /**
   * The filters.
   *
   * @return an immutable list, in the order in which they were loaded
   */
  public List<LoadedFilter> filters() {
    return List.copyOf(byName.values());
  }

  /**
   * Finds a filter.
   *
   * @param name its name; case counts
   * @return the filter, or empty if there is none of the name
   */
  public Optional<LoadedFilter> find(String name) {
    return Optional.ofNullable(byName.get(requireNonNull(name, "name")));
  }

  /**
   * Says what there is to say of a name that no filter has.
   *
   * @return the text, with the names that there are
   */
  public String notLoaded() {
    return notLoaded;
  }

  /**
   * Holds the plugin of a filter, which is not closed before all have let go of it.
   *
   * @param filter a filter of this set
   * @return lets go, to be run once; empty if the plugin is closed or about to be
   */
  public Optional<Runnable> hold(LoadedFilter filter) {
    Generation owner = requireNonNull(owners.get(filter.name()), filter.name());
    return owner.hold() ? Optional.of(owner::release) : Optional.empty();
  }

  /** The plugins, in the order in which they were given. */
  List<Generation> generations() {
    return generations;
  }

  /**
   * Closes the filters, the last loaded first, with their class loaders and the private copies of
   * their jars. What a filter throws is logged. The second time does nothing.
   */
  @Override
  public void close() {
    for (int i = generations.size() - 1; i >= 0; i--) {
      generations.get(i).close();
    }
  }

  private static String notLoaded(Set<String> names) {
    return names.isEmpty()
        ? "not loaded (expected: a plugin that has it)"
        : "not loaded (expected: one of " + String.join(", ", new TreeSet<>(names)) + ")";
  }

  private static LoadedFilter inspect(Filter<?> filter) {
    return LoadedFilter.inspect(filter, CLASS_PATH, CLASS_PATH);
  }

  private static void start(
      LoadedFilter filter, FilterSettings settings, List<LoadedFilter> started) {
    try {
      filter.start(settings);
    } catch (Throwable e) {
      Generation.closeFilters(started);
      throw new IllegalStateException(PluginFailure.ofStart(filter, e).getMessage(), e);
    }
    started.add(filter);
  }

  private static Map<String, LoadedFilter> byName(List<LoadedFilter> filters) {
    Map<String, LoadedFilter> byName = new LinkedHashMap<>();
    for (LoadedFilter filter : filters) {
      LoadedFilter before = byName.putIfAbsent(filter.name(), filter);
      if (before != null) {
        throw new IllegalArgumentException(
            "filter %s: in %s and in %s (expected: one filter of a name)"
                .formatted(filter.name(), before.origin(), filter.origin()));
      }
    }
    return Collections.unmodifiableMap(byName);
  }
}
