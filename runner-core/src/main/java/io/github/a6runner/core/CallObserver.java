/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import java.util.Optional;

/**
 * Is told what becomes of calls while a server runs them, for test kits and the like. What it is
 * told of a call comes before the call's reply leaves.
 *
 * <p>Its methods are called on the runner's own threads, several at once: they must be quick and
 * thread-safe and must not throw. By default they do nothing. Calls are known by the id that the
 * gateway gives them.
 */
public interface CallObserver {

  /** Takes no notice of anything. */
  CallObserver NONE = new CallObserver() {};

  /**
   * A filter could not make anything of a configuration.
   *
   * @param filter the name of the filter
   * @param conf the text of the configuration
   * @param failure what it threw; it keeps the classes of its plugin
   */
  default void configureFailed(String filter, String conf, Throwable failure) {}

  /**
   * A filter is about to be called.
   *
   * @param call the id of the call
   * @param filter the name of the filter
   */
  default void filterBegun(long call, String filter) {}

  /**
   * A filter has decided or failed, and the call had not ended without it.
   *
   * @param call the id of the call
   * @param report how it went
   */
  default void filterEnded(long call, FilterReport report) {}

  /**
   * Something is wrong with a call; whether that ends it is up to the policies.
   *
   * @param call the id of the call
   * @param filter the name of the filter, if it is one that failed or cannot be used
   * @param what which filter it is and what happened
   * @param cause what a filter threw, if that is it
   */
  default void problem(
      long call, Optional<String> filter, String what, Optional<Throwable> cause) {}

  /**
   * The time was over, the call's or a filter's own, before a filter had decided. The default tells
   * it as any other problem.
   *
   * @param call the id of the call
   * @param what which filter it is and what did not happen
   */
  default void late(long call, String what) {
    problem(call, Optional.empty(), what, Optional.empty());
  }

  /**
   * A call is answered with nothing but that it failed.
   *
   * @param call the id of the call
   */
  default void denied(long call) {}
}
