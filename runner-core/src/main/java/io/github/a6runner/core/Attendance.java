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
 * Whether a turn counts as work of its filter: from when it is let in until it has ended, the
 * filter is off its threads, and all of its code that goes on with answers of APISIX is through.
 * Guarded by the filter's turn.
 */
final class Attendance {
  private final FilterWatch watch;
  private @Nullable List<Continuation<?>> code; // most filters have none
  private Runnable onThrough = () -> {};
  private boolean counted;
  private boolean ended;

  /**
   * Makes that of a turn that does not count yet.
   *
   * @param watch where the filter's work is counted
   */
  Attendance(FilterWatch watch) {
    this.watch = watch;
  }

  /** The watch has counted the turn in. */
  void countedIn() {
    counted = true;
  }

  boolean isCounted() {
    return counted;
  }

  /** The turn ends; false if it had ended before. */
  boolean end() {
    boolean open = !ended;
    ended = true;
    return open;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Counts the turn out if nobody waits for the filter, and nothing of it runs or is to run. */
  void leaveIfDone(TurnThreads threads) {
    if (counted && ended && threads.isIdle() && (code == null || code.isEmpty())) {
      counted = false;
      watch.leave();
    }
  }

  /**
   * Counts code in that is to go on with an answer.
   *
   * @param hold takes hold of what the code needs, if there was none, and gives back how to let go
   *     of it
   */
  void add(Continuation<?> added, Supplier<Runnable> hold) {
    List<Continuation<?>> list = code;
    if (list == null) {
      list = new ArrayList<>(1);
      code = list;
    }
    if (list.isEmpty()) {
      onThrough = hold.get();
    }
    list.add(added);
  }

  /** Counts code out, once; gives back how to let go of what was held if it was the last. */
  Runnable remove(Continuation<?> through) {
    return code != null && code.remove(through) && code.isEmpty() ? onThrough : () -> {};
  }

  /** The code that is counted in, as it is now. */
  List<Continuation<?>> copy() {
    return code == null ? List.of() : List.copyOf(code);
  }

  /** Does something with each piece of code that is counted in. */
  void forEach(Consumer<Continuation<?>> action) {
    if (code != null) {
      code.forEach(action);
    }
  }
}
