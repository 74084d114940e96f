/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.core.count.Holders;
import io.github.a6runner.core.log.LogTrace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The started filters of one plugin, its class loader and its private copy, as they were loaded at
 * one moment. Counted: whoever put it in service holds it once, and so does each configuration
 * object that its filters have made; when the last lets go, it is closed. Thread-safe.
 */
final class Generation implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Generation.class);

  private static final AtomicLong count = new AtomicLong();

  private final long number = count.incrementAndGet();
  private final List<LoadedFilter> filters;
  private final List<AutoCloseable> resources;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Holders holders = new Holders();

  /**
   * Takes what it owns from here on.
   *
   * @param filters the filters, started
   * @param resources what is closed after the filters, in this order
   */
  Generation(List<LoadedFilter> filters, List<? extends AutoCloseable> resources) {
    this.filters = List.copyOf(filters);
    this.resources = List.copyOf(resources);
  }

  /** A number that is no other generation's of this process. */
  long number() {
    return number;
  }

  boolean isClosed() {
    return closed.get();
  }

  List<LoadedFilter> filters() {
    return filters;
  }

  /** Whether there is a filter in it. */
  boolean isUsed() {
    return !filters.isEmpty();
  }

  /** Holds it for a configuration object; false if it is closed or about to be. */
  boolean hold() {
    return !closed.get() && holders.hold();
  }

  /** Lets go; the last one closes it. */
  void release() {
    if (holders.release()) {
      close();
    }
  }

  /**
   * Closes it, whoever still holds it; the second time does nothing. If a filter does not return
   * from its {@code close} this does all the same.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Closing.OF_PLUGINS.run(toString(), this::closeAll);
    }
  }

  private void closeAll() {
    closeFilters(filters);
    resources.forEach(Generation::closeQuietly);
  }

  /** Where its filters came from, for the log. */
  @Override
  public String toString() {
    return filters.isEmpty() ? "plugin without filters" : filters.get(0).origin();
  }

  /** Closes filters, the last first. Whatever one throws must not keep the others from it. */
  static void closeFilters(List<LoadedFilter> filters) {
    List<LoadedFilter> reversed = new ArrayList<>(filters);
    Collections.reverse(reversed);
    reversed.forEach(Generation::closeFilter);
  }

  /** Closes what is not needed any more; a failure is logged, for nobody can do more. */
  static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Throwable e) {
      logger.warn("{}: cannot be closed", resource, e);
    }
  }

  private static void closeFilter(LoadedFilter filter) {
    try {
      filter.close();
    } catch (Throwable e) {
      LogTrace.say(
          logger, "filter %s of %s: close failed".formatted(filter.name(), filter.origin()), e);
    }
  }
}
