/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.setting.FailurePolicies;
import io.github.a6runner.core.setting.OnFailure;
import java.util.List;
import java.util.Optional;

/**
 * The filters of a conf in their order. Immutable.
 *
 * @param links one for each entry of the conf
 */
public record Chain(List<Link> links) {
  /**
   * Copies the list.
   *
   * @param links one for each entry of the conf
   */
  public Chain {
    links = List.copyOf(links);
  }

  /**
   * The first filter that cannot be run and whose policy is not to skip it for that.
   *
   * @param policies the policies of all filters
   * @return the filter, or empty if the chain can be run
   */
  public Optional<Link> firstUnusable(FailurePolicies policies) {
    for (Link link : links) {
      if (!(link instanceof Link.Usable)
          && !(policies.of(link.filterName()).onUnusableFilter() instanceof OnFailure.Skip)) {
        return Optional.of(link);
      }
    }
    return Optional.empty();
  }

  /**
   * What becomes of a call that cannot wait for its filters from a place on: it goes on if all of
   * them that would run may be skipped, else it is for the first that may not.
   *
   * @param from the place, from 0
   * @param phase the phase of the call
   * @param policies the policies of all filters
   * @return the policy that counts
   */
  public OnFailure onFailureFrom(int from, Phase phase, FailurePolicies policies) {
    for (Link link : links.subList(from, links.size())) {
      OnFailure policy = policies.of(link.filterName()).onFilterFailure();
      if (link instanceof Link.Usable usable
          && usable.runsIn(phase)
          && !(policy instanceof OnFailure.Skip)) {
        return policy;
      }
    }
    return OnFailure.SKIP;
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
