/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

/**
 * A filter's code that was given to the workers, as the watchdog sees it while it waits. Safe for
 * use by several threads, but {@link #rescue} is for the watchdog's.
 */
final class Queued {
  private final FilterThreads workers;
  private final FilterWatch watch;
  private final FilterWork work;
  private volatile boolean waitsForCarrier;
  private boolean rescued;

  /**
   * Makes one that has not been given to them yet.
   *
   * @param workers who runs it
   * @param watch what is known of its filter
   * @param work what is to be run
   */
  Queued(FilterThreads workers, FilterWatch watch, FilterWork work) {
    this.workers = workers;
    this.watch = watch;
    this.work = work;
  }

  /** Gives it to the workers; once. */
  void begin() {
    waitsForCarrier = workers.run(watch, work);
  }

  /** Has it begin on a thread of a pool if it waits for a virtual one's carrier; once. */
  void rescue() {
    if (waitsForCarrier && !rescued) {
      rescued = true;
      workers.rescue(watch, work);
    }
  }

  /** Takes its place away: nobody waits for it any more. */
  void forget() {
    workers.forget(watch, work);
  }
}
