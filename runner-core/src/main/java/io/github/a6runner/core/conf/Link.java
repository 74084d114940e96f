/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.core.plugin.LoadedFilter;

/** One entry of a conf: a filter that can be run, or the reason why it cannot. Immutable. */
public sealed interface Link {

  /**
   * The name that the conf gives.
   *
   * @return the name of a filter, which may be none
   */
  String filterName();

  /**
   * Why it cannot be run, for people.
   *
   * @return the reason; nothing in particular where it can
   */
  default String reason() {
    return "usable";
  }

  /**
   * A filter that can be run.
   *
   * @param loaded the filter
   * @param conf what it made of its configuration
   * @param requestNeeds what it always wants to know of a request
   * @param responseNeeds what it always wants to know of a response
   */
  record Usable(LoadedFilter loaded, Object conf, Needs requestNeeds, Needs responseNeeds)
      implements Link {
    @Override
    public String filterName() {
      return loaded.name();
    }

    /**
     * What it always wants to know.
     *
     * @param phase of which call
     * @return its needs
     */
    public Needs needs(Phase phase) {
      return phase == Phase.REQUEST ? requestNeeds : responseNeeds;
    }

    /**
     * The filter, seen as one for the configuration that it made itself.
     *
     * @return the filter
     */
    @SuppressWarnings("unchecked")
    public Filter<Object> filter() {
      return (Filter<Object>) loaded.filter();
    }

    /**
     * Whether it has something to do.
     *
     * @param phase of which call
     * @return whether the filter implements that phase
     */
    public boolean runsIn(Phase phase) {
      return loaded.phases().contains(phase);
    }
  }

  /**
   * A filter that is not loaded, or that refused its configuration: nothing will change that.
   *
   * @param filterName the name that the conf gives
   * @param reason why, for the log
   */
  record Refused(String filterName, String reason) implements Link {}

  /**
   * A filter that could not use its configuration for a reason that may pass.
   *
   * @param filterName the name that the conf gives
   * @param attempts how often it was tried
   * @param retryAtNanos when to try again
   */
  record Failing(String filterName, int attempts, long retryAtNanos) implements Link {
    @Override
    public String reason() {
      return "configuring failed";
    }
  }
}
