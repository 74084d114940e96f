/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Work of all filters that has no place to wait in, but has to be done when a thread of its filter
 * is free. Thread-safe.
 */
final class LateWork {
  private final AtomicInteger count = new AtomicInteger();

  void add(FilterWatch filter, FilterWork work) {
    count.incrementAndGet();
    filter.late().add(work);
  }

  /** Takes the first of a filter; null if it has none. */
  @Nullable FilterWork poll(FilterWatch filter) {
    FilterWork next = filter.late().poll();
    if (next != null) {
      count.decrementAndGet();
    }
    return next;
  }

  /** Whether there is none of any filter. */
  boolean isEmpty() {
    return count.get() == 0;
  }
}
