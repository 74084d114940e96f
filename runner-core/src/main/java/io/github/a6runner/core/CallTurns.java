/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Decision;
import io.github.a6runner.core.call.CallState;
import io.github.a6runner.core.conf.Chain;
import io.github.a6runner.core.conf.Link;
import io.github.a6runner.core.plugin.Execution;
import io.github.a6runner.core.setting.OnFailure;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The turns of a call's filters, one after another: each begins on the thread that suits it, and
 * what becomes of it says whether the next one comes or the call ends.
 *
 * <p>All methods are for the connection's thread, except where they say otherwise.
 */
final class CallTurns {
  private final CallRun run;
  private final ChainWalk walk;
  private final CallServices services;

  /**
   * Makes those of a call of which no filter has run yet.
   *
   * @param run the call
   * @param chain its filters
   * @param services what calls are run with
   */
  CallTurns(CallRun run, Chain chain, CallServices services) {
    this.run = run;
    this.walk = new ChainWalk(chain, run.phase(), services);
    this.services = services;
  }

  /** The call. For any thread. */
  CallRun run() {
    return run;
  }

  /**
   * The filter behind a turn, if it can run right there on the same worker's thread. By whoever has
   * the call's state.
   */
  Optional<Link.Usable> nextOn(Seat seat, FilterTurn current) {
    Optional<Link.Usable> next = walk.blockingBehind(current.index());
    return next.isPresent() && seat.moveTo(services.filters().of(next.get().filterName()))
        ? next
        : Optional.empty();
  }

  /** Goes on until a filter has to be waited for or the call is over. */
  void advance() {
    while (!run.isOver()) {
      Optional<Link.Usable> link = walk.next();
      if (link.isEmpty()) {
        run.proceed();
      } else if (!runOnce(link.get())) {
        return;
      }
    }
  }

  /** Makes the turn of a filter, by whoever has the call's state. */
  FilterTurn newTurn(Link.Usable link, int place) {
    FilterTurn current = new FilterTurn(this, link, place, services);
    run.turn(current);
    return current;
  }

  /** Takes a filter's outcome on the connection's thread. For any thread. */
  void settleOnLoop(FilterTurn current, Outcome outcome) {
    run.onLoop(() -> settleAndAdvance(current, outcome));
  }

  /** Has an asynchronous filter that was slow to begin do so, on a worker's thread. */
  void beginOnWorker(FilterTurn current) {
    CompletionStage<Decision> stage = current.plugin().beginOnWorker();
    run.onLoop(
        () -> {
          if (settleLater(current, stage)) {
            advance();
          }
        });
  }

  /** A filter's time is over, but not the call's: goes on without it if its policy allows that. */
  void expire(FilterTurn late) {
    abandon(late, Cause.FILTER_DEADLINE, () -> services.failures().late(run, late));
  }

  /** The time of the call itself is over, in a filter: ends it as the policies say. */
  void endOverdue(FilterTurn late) {
    OnFailure policy = walk.onLate(late);
    services.failures().overdue(run, late, policy);
    if (policy instanceof OnFailure.Skip) {
      late.before().ifPresent(run::restore);
      run.proceed();
    } else {
      run.deny(Cause.CALL_DEADLINE, policy);
    }
  }

  /** A filter that has begun gets no thread to go on: goes on without it as its policy says. */
  void refuse(FilterTurn refused, Cause why) {
    abandon(refused, why, () -> services.failures().failed(run, refused, new Outcome.Refused(why)));
  }

  /** Runs one filter; true if it has decided already and the call goes on. */
  private boolean runOnce(Link.Usable link) {
    FilterTurn current = newTurn(link, walk.place());
    return !fetchNeeds(link, current) && runTurn(current);
  }

  private boolean runTurn(FilterTurn current) {
    boolean async = current.link().loaded().execution() == Execution.ASYNC;
    boolean mayBlock = current.mayBlock();
    Cause refusal = async || mayBlock ? current.attendance().enter() : null;
    if (refusal != null) {
      return settle(current, new Outcome.Refused(refusal));
    }
    if (mayBlock) {
      current.runOnWorker(new WorkerStint(this, current));
      return false;
    }
    return async
        ? settleLater(current, current.plugin().beginOnLoop())
        : settle(current, current.plugin().decideOnLoop());
  }

  /** Asks for what the filter always wants; true if it has to be waited for. */
  private boolean fetchNeeds(Link.Usable link, FilterTurn current) {
    Optional<CompletionStage<Void>> coming =
        run.context().fetch(link.needs(run.phase()), run.state());
    if (coming.isEmpty()) {
      return false;
    }
    coming.get().whenComplete((none, failure) -> run.onLoop(() -> resume(current)));
    return true;
  }

  private void resume(FilterTurn current) {
    if (!current.attendance().hasEnded() && runTurn(current)) {
      advance();
    }
  }

  /** Waits for an asynchronous filter; true if it has decided already and the call goes on. */
  private boolean settleLater(FilterTurn current, CompletionStage<Decision> stage) {
    AsyncResult result = new AsyncResult();
    stage.whenComplete(
        (decision, failure) -> {
          Outcome outcome = Outcome.ofStage(decision, failure, current);
          if (!result.offer(outcome)) {
            settleOnLoop(current, outcome);
          }
        });
    Optional<Outcome> there = result.takeIfThere();
    return there.isPresent() && settle(current, there.get());
  }

  private void settleAndAdvance(FilterTurn current, Outcome outcome) {
    if (settle(current, outcome)) {
      advance();
    }
  }

  /** Takes a filter's outcome; true if the call goes on to the next filter. */
  private boolean settle(FilterTurn current, Outcome outcome) {
    if (!current.end()) {
      return false; // whoever has ended it before goes on with the call, or has ended that too
    }
    current.record().end(outcome);
    if (outcome instanceof Outcome.Stopped stopped) {
      run.stop(stopped.decision());
      return false;
    }
    if (outcome instanceof Outcome.Undone undone) {
      services.failures().failed(run, current, undone);
      return goOnWithout(current, undone.cause());
    }
    walk.goBehind(current.index());
    return true;
  }

  private void abandon(FilterTurn open, Cause why, Runnable tell) {
    Runnable release = run.conf().holdLonger();
    if (!open.giveUp(release)) {
      release.run(); // it has decided meanwhile
      return;
    }
    tell.run();
    if (goOnWithout(open, why)) {
      advance();
    }
  }

  /** Goes on after a filter that has not done its work, as its policy says; false if it denies. */
  private boolean goOnWithout(FilterTurn failed, Cause cause) {
    Optional<CallState> before = failed.before();
    if (before.isEmpty()) {
      run.deny(cause, failed.watch().onFailure());
      return false;
    }
    run.restore(before.get());
    walk.goBehind(failed.index());
    return true;
  }
}
