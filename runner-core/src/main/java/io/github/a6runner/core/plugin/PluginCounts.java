/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Counts what has happened to plugins. Thread-safe. */
final class PluginCounts {
  // Weak: a generation is gone when its last call lets go of it, not when it is counted.
  private final List<WeakReference<Generation>> left = new ArrayList<>(); // guarded by this
  private long loaded; // guarded by this
  private long failures; // guarded by this

  /** Some generations are in service instead of others. */
  synchronized void replaced(List<Generation> before, List<Generation> now) {
    loaded += now.stream().filter(each -> !before.contains(each)).count();
    before.stream()
        .filter(each -> !now.contains(each))
        .forEach(each -> left.add(new WeakReference<>(each)));
    forgetClosed();
  }

  /** Problems were looked for; those that were there before are not new. */
  synchronized void found(List<PluginProblem> before, List<PluginProblem> now) {
    failures += now.stream().filter(problem -> !before.contains(problem)).count();
  }

  synchronized long loaded() {
    return loaded;
  }

  synchronized long failures() {
    return failures;
  }

  /** How many are in service no more and still in use. */
  synchronized int leaving() {
    forgetClosed();
    return left.size();
  }

  private void forgetClosed() {
    left.removeIf(
        reference -> {
          Generation generation = reference.get();
          return generation == null || generation.isClosed();
        });
  }
}
