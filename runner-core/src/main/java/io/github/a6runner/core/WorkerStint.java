/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.conf.Link;
import io.github.a6runner.core.plugin.Execution;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A time on a worker's thread, on which blocking filters of one call run one after another as long
 * as nothing else is needed in between.
 */
final class WorkerStint implements FilterWork {
  private final CallTurns turns;
  private final FilterTurn first;
  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * Makes a stint that has not begun.
   *
   * @param turns the turns of the call's filters
   * @param first the turn of the first filter
   */
  WorkerStint(CallTurns turns, FilterTurn first) {
    this.turns = turns;
    this.first = first;
  }

  @Override
  public void refuse() {
    if (begun.compareAndSet(false, true)) {
      turns.settleOnLoop(first, new Outcome.Refused(Cause.NO_THREAD));
    }
  }

  @Override
  public void run(Seat seat) {
    if (!begun.compareAndSet(false, true)) {
      return; // another thread was quicker
    }
    try {
      begin(seat);
    } catch (RuntimeException | Error e) { // of the runner: the loop has it, and answers the call
      CallRun run = turns.run();
      run.onLoop(
          () -> {
            if (!run.isOver()) {
              throw e;
            }
          });
    }
  }

  private void begin(Seat seat) {
    if (first.link().loaded().execution() == Execution.ASYNC) {
      turns.beginOnWorker(first);
    } else {
      decide(seat);
    }
  }

  private void decide(Seat seat) {
    FilterTurn current = first;
    Outcome outcome = current.plugin().decideOnWorker();
    Optional<Link.Usable> link = linkAfter(current, outcome, seat);
    while (link.isPresent()) {
      if (!current.end()) {
        return;
      }
      current.record().end(outcome);
      FilterTurn following = turns.newTurn(link.get(), current.index() + 1);
      if (turns.run().isOver()) {
        return; // only now: whoever ends the call ends the turn that it sees
      }
      current = following;
      Cause refusal = current.attendance().enter();
      outcome = refusal == null ? current.plugin().decideOnWorker() : new Outcome.Refused(refusal);
      link = linkAfter(current, outcome, seat);
    }
    turns.settleOnLoop(current, outcome);
  }

  private Optional<Link.Usable> linkAfter(FilterTurn current, Outcome outcome, Seat seat) {
    return outcome instanceof Outcome.Proceeded ? turns.nextOn(seat, current) : Optional.empty();
  }
}
