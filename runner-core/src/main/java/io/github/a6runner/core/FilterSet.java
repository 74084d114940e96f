/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filters that calls can ask for, by name: one generation. Immutable and safe for any thread.
 * Whoever holds it closes it, after the last call of its filters.
 */
public final class FilterSet implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FilterSet.class);
  private static final String CLASS_PATH = "class path";

  private final Map<String, LoadedFilter> byName;
  private final List<AutoCloseable> resources;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes the set of filters that have been started.
   *
   * @param filters the filters; the set owns them
   * @param resources what is closed after the filters, in this order
   * @throws IllegalArgumentException if two filters have one name
   */
  FilterSet(List<LoadedFilter> filters, List<? extends AutoCloseable> resources) {
    this.byName = byName(filters);
    this.resources = List.copyOf(resources);
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
    requireNonNull(filters, "filters");
    List<LoadedFilter> inspected = Arrays.stream(filters).map(filter -> inspect(filter)).toList();
    byName(inspected);
    List<LoadedFilter> started = new ArrayList<>();
    for (LoadedFilter filter : inspected) {
      start(filter, started);
    }
    return new FilterSet(started, List.of());
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
   * Closes the filters, the last loaded first, then their class loaders and the private copies of
   * their jars. What a filter throws is logged. The second time does nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      closeFilters(new ArrayList<>(byName.values()));
      resources.forEach(FilterSet::closeQuietly);
    }
  }

  /** Closes what is not needed any more; a failure is logged, for nobody can do more. */
  static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Throwable e) {
      log.warn("{}: cannot be closed", resource, e);
    }
  }

  private static LoadedFilter inspect(Filter<?> filter) {
    return LoadedFilter.inspect(filter, CLASS_PATH, CLASS_PATH);
  }

  private static void start(LoadedFilter filter, List<LoadedFilter> started) {
    try {
      filter.start();
    } catch (Throwable e) {
      closeFilters(started);
      throw new IllegalStateException(
          "filter " + filter.name() + ": start failed: " + LogText.of(e), e);
    }
    started.add(filter);
  }

  private static void closeFilters(List<LoadedFilter> filters) {
    Collections.reverse(filters);
    filters.forEach(FilterSet::closeFilter);
  }

  /** Whatever a filter throws, also an error, must not keep the others from being closed. */
  private static void closeFilter(LoadedFilter filter) {
    try {
      filter.close();
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      FailureLog.withTrace(
          log, "filter %s of %s: close failed".formatted(filter.name(), filter.origin()), e);
    }
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
