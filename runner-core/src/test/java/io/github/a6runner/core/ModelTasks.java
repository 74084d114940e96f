/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Work that is done when the run of a model says so, in the order that it says. */
final class ModelTasks implements Executor {
  private final List<Runnable> waiting = new ArrayList<>();

  @Override
  public synchronized void execute(Runnable task) {
    waiting.add(task);
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Takes one of the tasks, if there is any. */
  synchronized Runnable take(int which) {
    return waiting.isEmpty() ? () -> {} : waiting.remove(which % waiting.size());
  }
}
