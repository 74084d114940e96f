/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Phase;
import java.util.List;
import java.util.Optional;

/**
 * The filters of a conf in their order. Immutable.
 *
 * @param links one for each entry of the conf
 */
record Chain(List<Link> links) {
  static final Chain EMPTY = new Chain(List.of());

  Chain {
    links = List.copyOf(links);
  }

  /** The first filter that cannot be run and whose policy is to fail calls for that. */
  Optional<Link> firstUnusable(FailurePolicies policies) {
    for (Link link : links) {
      if (!(link instanceof Link.Usable)
          && policies.of(link.filterName()).onUnusableFilter() == OnFailure.FAIL) {
        return Optional.of(link);
      }
    }
    return Optional.empty();
  }

  /** Whether all filters from a place on that would run in a phase may be skipped if they fail. */
  boolean allMaySkip(int from, Phase phase, FailurePolicies policies) {
    return links.subList(from, links.size()).stream()
        .filter(link -> link instanceof Link.Usable usable && usable.runsIn(phase))
        .allMatch(link -> policies.of(link.filterName()).onFilterFailure() == OnFailure.SKIP);
  }

  /** Whether a filter has failed for a reason that may have passed by now. */
  boolean wantsRetry(long nowNanos) {
    for (Link link : links) {
      if (link instanceof Link.Failing failing && nowNanos - failing.retryAtNanos() >= 0) {
        return true;
      }
    }
    return false;
  }

  boolean hasFailing() {
    return links.stream().anyMatch(Link.Failing.class::isInstance);
  }
}
