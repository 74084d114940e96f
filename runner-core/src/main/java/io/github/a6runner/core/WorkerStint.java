/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A time on a worker's thread, on which blocking filters of one call run one after another as long
 * as nothing else is needed in between.
 */
final class WorkerStint {
  private final CallRun run;
  private final ChainWalk walk;
  private final FilterThreads.Seat seat;

  /**
   * Makes a stint.
   *
   * @param run the call
   * @param walk its way through its filters
   * @param seat the thread
   */
  WorkerStint(CallRun run, ChainWalk walk, FilterThreads.Seat seat) {
    this.run = run;
    this.walk = walk;
    this.seat = seat;
  }

  /**
   * Runs filters on the current thread.
   *
   * @param first the turn of the first
   * @param end takes the last turn and its outcome, unless the call has gone on without it
   */
  void run(FilterTurn first, BiConsumer<FilterTurn, Outcome> end) {
    FilterTurn current = first;
    Outcome outcome = current.decideOnWorker();
    Optional<Link.Usable> link = linkAfter(current, outcome);
    while (link.isPresent()) {
      if (!current.end()) {
        return;
      }
      current.report(outcome);
      FilterTurn following = run.newTurn(link.get(), current.index() + 1);
      if (run.isOver()) {
        return; // only now: whoever ends the call ends the turn that it sees
      }
      current = following;
      Cause refusal = current.enter();
      outcome = refusal == null ? current.decideOnWorker() : Outcome.refused(refusal);
      link = linkAfter(current, outcome);
    }
    end.accept(current, outcome);
  }

  private Optional<Link.Usable> linkAfter(FilterTurn current, Outcome outcome) {
    return outcome.isProceed()
        ? walk.blockingBehind(current.index()).filter(link -> seat.moveTo(walk.watch(link)))
        : Optional.empty();
  }
}
