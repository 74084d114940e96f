/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

/** A piece of work of a filter. The first call of one of its methods counts. */
interface FilterWork {

  /** Does it, on a thread. */
  void run(Seat seat);

  /** Takes note that it will not be done, since too much waits already. On any thread. */
  void refuse();

  /**
   * Told that too much waits already for it to have a place; it may be told again. On any thread.
   *
   * @return true if it is to be run all the same, when a thread of its filter's is free; if not it
   *     is refused
   */
  default boolean findsNoPlace() {
    return false;
  }
}
