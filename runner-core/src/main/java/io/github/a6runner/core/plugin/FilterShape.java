/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the class of a filter tells about it: which phases it implements and how it runs.
 *
 * @param phases at least one phase
 * @param execution how it runs
 */
record FilterShape(Set<Phase> phases, Execution execution) {

  /**
   * Reads the class of a filter.
   *
   * @throws UnfitFilterException if the class contradicts itself or implements no phase
   */
  static FilterShape of(Filter<?> filter) {
    Class<?> type = filter.getClass();
    Execution execution = execution(filter);
    Set<Phase> blocking = phases(type, Filter.class, "onRequest", "onResponse");
    if (execution != Execution.ASYNC) {
      return new FilterShape(
          requireSome(type, blocking, "onRequest or onResponse overridden"), execution);
    }
    if (!blocking.isEmpty()) {
      throw unfit(
          type,
          "an AsyncFilter that overrides onRequest or onResponse, which nobody would call",
          "only onRequestAsync and onResponseAsync");
    }
    Set<Phase> async = phases(type, AsyncFilter.class, "onRequestAsync", "onResponseAsync");
    return new FilterShape(
        requireSome(type, async, "onRequestAsync or onResponseAsync overridden"), execution);
  }

  /**
   * Asks a filter for its name.
   *
   * @throws UnfitFilterException if it is no name, or another one the second time
   */
  static String nameOf(Filter<?> filter) {
    @Nullable String name = filter.name();
    if (name == null || name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw unfit(
          filter.getClass(),
          "name() returns " + (name == null ? "null" : "a blank or control character"),
          "a name that is not empty");
    }
    requireName(name, filter.name());
    return name;
  }

  /** Refuses a filter whose name is not what it was. */
  static void requireName(String name, @Nullable String again) {
    if (!name.equals(again)) {
      throw new UnfitFilterException(
          "filter " + name + ": name() changes (expected: always the same name)");
    }
  }

  private static Execution execution(Filter<?> filter) {
    boolean async = filter instanceof AsyncFilter<?>;
    boolean nonBlocking = filter instanceof NonBlockingFilter<?>;
    if (async && nonBlocking) {
      throw unfit(
          filter.getClass(), "both an AsyncFilter and a NonBlockingFilter", "one of the two");
    }
    return async ? Execution.ASYNC : nonBlocking ? Execution.NON_BLOCKING : Execution.BLOCKING;
  }

  private static Set<Phase> phases(
      Class<?> type, Class<?> contract, String onRequest, String onResponse) {
    Set<Phase> phases = EnumSet.noneOf(Phase.class);
    if (overrides(type, contract, onRequest, RequestCall.class)) {
      phases.add(Phase.REQUEST);
    }
    if (overrides(type, contract, onResponse, ResponseCall.class)) {
      phases.add(Phase.RESPONSE);
    }
    return phases;
  }

  /**
   * Whether a method of the contract is overridden. The method is looked for with its erased
   * parameters, as it is called; a mere overload is none, an inherited override is one.
   */
  private static boolean overrides(Class<?> type, Class<?> contract, String method, Class<?> call) {
    try {
      return type.getMethod(method, call, Object.class).getDeclaringClass() != contract;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(contract + " has no " + method, e);
    }
  }

  private static Set<Phase> requireSome(Class<?> type, Set<Phase> phases, String expected) {
    if (phases.isEmpty()) {
      throw unfit(type, "implements no phase", expected);
    }
    return phases;
  }

  private static UnfitFilterException unfit(Class<?> type, String found, String expected) {
    return new UnfitFilterException(
        type.getName() + ": " + found + " (expected: " + expected + ")");
  }
}
