/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.conf.Chain;
import io.github.a6runner.core.conf.Link;
import io.github.a6runner.core.plugin.Execution;
import io.github.a6runner.core.setting.OnFailure;
import java.util.List;
import java.util.Optional;

/** Where a call is in its chain. Used by whoever has the call's state. */
final class ChainWalk {
  private final Chain chain;
  private final Phase phase;
  private final CallServices services;
  private int next;

  /**
   * Stands before the first filter.
   *
   * @param chain the filters
   * @param phase the phase that they are to run in
   * @param services what calls are run with
   */
  ChainWalk(Chain chain, Phase phase, CallServices services) {
    this.chain = chain;
    this.phase = phase;
    this.services = services;
  }

  /** The place of the filter that is next. */
  int place() {
    return next;
  }

  /** Goes on behind a filter. */
  void goBehind(int place) {
    next = place + 1;
  }

  /** The next filter that is to run, past those that are not; empty at the end. */
  Optional<Link.Usable> next() {
    List<Link> links = chain.links();
    while (next < links.size()) {
      if (links.get(next) instanceof Link.Usable usable) {
        if (usable.runsIn(phase)) {
          return Optional.of(usable);
        }
        services.passedOver().passed(usable.filterName(), phase);
      } else {
        // By policy: the chain was looked over before.
        services.failures().happened(Cause.FILTER_UNUSABLE, links.get(next).filterName(), phase);
      }
      next++;
    }
    return Optional.empty();
  }

  /** The filter behind a place if it blocks and needs nothing from APISIX first. */
  Optional<Link.Usable> blockingBehind(int place) {
    return place + 1 < chain.links().size()
            && chain.links().get(place + 1) instanceof Link.Usable link
            && link.runsIn(phase)
            && link.loaded().execution() == Execution.BLOCKING
            && link.needs(phase).isEmpty()
        ? Optional.of(link)
        : Optional.empty();
  }

  /** What becomes of a call whose time is over in a filter; those behind it cannot run either. */
  OnFailure onLate(FilterTurn late) {
    return late.watch().isSkippedOnFailure()
        ? chain.onFailureFrom(late.index() + 1, phase, services.policies())
        : late.watch().onFailure();
  }
}
