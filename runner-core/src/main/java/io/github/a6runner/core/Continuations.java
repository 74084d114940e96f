/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The code of a filter that is to go on with answers of APISIX, and what is held until all of it is
 * through. Guarded by the filter's turn.
 */
final class Continuations {
  private @Nullable List<Continuation<?>> all; // most filters have none
  private Runnable onEmpty = () -> {};

  boolean isEmpty() {
    return all == null || all.isEmpty();
  }

  /**
   * Counts one in.
   *
   * @param hold takes hold of what the code needs, if nothing of it was there, and gives back how
   *     to let go of it
   */
  void add(Continuation<?> code, Supplier<Runnable> hold) {
    List<Continuation<?>> list = all;
    if (list == null) {
      list = new ArrayList<>(1);
      all = list;
    }
    if (list.isEmpty()) {
      onEmpty = hold.get();
    }
    list.add(code);
  }

  /** Counts one out, once; gives back how to let go of what was held if it was the last one. */
  Runnable remove(Continuation<?> code) {
    return all != null && all.remove(code) && all.isEmpty() ? onEmpty : () -> {};
  }

  /** Those that are counted in, as they are now. */
  List<Continuation<?>> copy() {
    return all == null ? List.of() : List.copyOf(all);
  }

  void forEach(Consumer<Continuation<?>> action) {
    if (all != null) {
      all.forEach(action);
    }
  }
}
