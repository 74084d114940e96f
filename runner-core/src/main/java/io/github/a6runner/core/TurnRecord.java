/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.RunnerEvents.TurnEnd;
import io.github.a6runner.core.call.CallSnapshot;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What those who watch are told of a filter's turn: that it has begun, how it has ended, and how
 * long that took. Thread-safe.
 */
final class TurnRecord {
  private final CallRun run;
  private final String filterName;
  private final int index;
  private final CallServices services;
  private final @Nullable CallSnapshot before;
  private volatile long begunNanos;
  private volatile boolean begun;
  private boolean measured; // guarded by this

  /**
   * Makes one of a turn that has not begun.
   *
   * @param run the call
   * @param filterName the filter
   * @param index its place in the chain
   * @param services what calls are run with
   */
  TurnRecord(CallRun run, String filterName, int index, CallServices services) {
    this.run = run;
    this.filterName = filterName;
    this.index = index;
    this.services = services;
    this.before = services.isObserved() ? run.state().snapshot() : null;
  }

  /** The filter is about to get its thread. */
  void begin() {
    begin(before != null || services.meter().isOn() ? services.nanoTime().getAsLong() : 0);
  }

  /** The same for who knows the time. */
  void begin(long nowNanos) {
    begunNanos = nowNanos; // first: who ends the turn measures from it
    begun = true;
  }

  /** Whether the filter has been called. */
  boolean hasBegun() {
    return begun;
  }

  /** Tells that the filter is about to be called. */
  void tellBegun() {
    if (before != null) {
      services.observer().filterBegun(run.context().id(), filterName);
    }
  }

  /** Tells how the turn has ended; by whoever has the call's state at that moment. */
  void end(Outcome outcome) {
    end(CallMeter.end(outcome));
    if (before != null && begun) {
      services
          .observer()
          .filterEnded(
              run.context().id(),
              new FilterReport(
                  filterName,
                  index,
                  before,
                  run.state().snapshot(),
                  outcome instanceof Outcome.Stopped stopped
                      ? Optional.of(stopped.decision())
                      : Optional.empty(),
                  outcome instanceof Outcome.Failed failed
                      ? Optional.of(failed.failure())
                      : Optional.empty(),
                  Duration.ofNanos(services.nanoTime().getAsLong() - begunNanos)));
    }
  }

  /** The first end counts: a call may be over before its filter, and the filter end after that. */
  void end(TurnEnd end) {
    if (services.meter().isOn() && begun && endIsNew()) {
      services.meter().turnEnded(run, filterName, end, begunNanos);
    }
  }

  private synchronized boolean endIsNew() {
    boolean isNew = !measured;
    measured = true;
    return isNew;
  }
}
